package org.chengxin.chassis.problem;

import java.util.List;
import java.util.Objects;
import org.chengxin.chassis.problem.Problem.FieldError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Every refusal and every fault of the web layer as a problem; never a stack trace, never a value that was sent. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    static Problem roleMissing() {
        return Problem.forbidden("role-missing", "The token does not carry a role that may do this.");
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refusal refusal) {
        return refusal.problem().answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> denied(AccessDeniedException e) {
        return roleMissing().answer();
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    ResponseEntity<Problem> storeAway(RuntimeException e) {
        log.error("The database cannot be reached", e);
        return ResponseEntity.status(503)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(503, "store-unavailable", "Nothing was done; try again."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> fault(Exception e) {
        log.error("A request failed", e);
        return Problem.of(
                        500,
                        "internal-fault",
                        "The request failed on our side; it may be repeated with the same Idempotency-Key.")
                .answer();
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(
                        pointer(error.getField()),
                        Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid")))
                .toList();
        return body(fieldsInvalid(errors), headers);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                "/" + result.getMethodParameter().getParameterName(),
                                Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid"))))
                .toList();
        return body(fieldsInvalid(errors), headers);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.getCause() instanceof DatabindException wrong && !wrong.getPath().isEmpty()) {
            return body(
                    fieldsInvalid(List.of(new FieldError(pointer(wrong), "is unknown here or of the wrong kind"))),
                    headers);
        }
        return body(Problem.badRequest("body-unreadable", "The body is not the JSON that is expected here."), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e instanceof MethodArgumentTypeMismatchException mismatch) {
            return body(
                    Problem.badRequest("parameter-invalid", "A parameter is not of the expected kind.")
                            .at("/" + mismatch.getName(), "is not of the expected kind"),
                    headers);
        }
        var problem = switch (status.value()) {
            case 404 -> Problem.notFound("path-unknown", "There is nothing at this address.");
            case 405 -> Problem.of(405, "method-not-allowed", "This address does not take this method.");
            case 406 -> Problem.of(406, "format-not-available", "The answer is not available in the format asked for.");
            case 413 -> Problem.tooLarge("body-too-large", "The body is larger than this address takes.");
            case 415 -> Problem.of(415, "format-not-taken", "The body is not in a format that this address takes.");
            default ->
                status.is4xxClientError()
                        ? Problem.of(status.value(), "request-invalid", "The request is incomplete or malformed.")
                        : Problem.of(status.value(), "internal-fault", "The request failed on our side.");
        };
        return body(problem, headers);
    }

    private static Problem fieldsInvalid(List<FieldError> errors) {
        var problem =
                Problem.unprocessable("fields-invalid", "Some fields are missing or wrong; each is named in errors.");
        for (var error : errors) {
            problem = problem.at(error.pointer(), error.detail());
        }
        return problem;
    }

    private static ResponseEntity<Object> body(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** {@code items[0].document.type} as {@code /items/0/document/type}. */
    private static String pointer(String field) {
        return "/" + field.replace("[", ".").replace("]", "").replace('.', '/');
    }

    private static String pointer(DatabindException wrong) {
        var pointer = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            pointer.append('/').append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName());
        }
        return pointer.toString();
    }
}

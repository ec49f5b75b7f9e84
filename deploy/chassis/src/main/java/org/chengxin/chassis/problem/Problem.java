package org.chengxin.chassis.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A refusal or fault that the caller can understand (RFC 9457).
 *
 * <p>The slug is stable and documented; the detail says what is wrong and how to mend it. Neither ever holds
 * personal data.
 *
 * @param status HTTP status
 * @param slug last part of the type {@code urn:chengxin:problem:<slug>}
 * @param title the slug in words
 * @param detail what is wrong and how to mend it
 * @param errors the wrong fields, each by JSON pointer
 * @param facts extra members for machines, such as the day from which a request will succeed
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
public record Problem(
        int status,
        @JsonIgnore String slug,
        String title,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @JsonIgnore Map<String, Object> facts) {

    private static final String TYPE = "urn:chengxin:problem:";

    /** One wrong field: where it stands (RFC 6901, {@code ""} for the whole) and what is wrong with it. */
    public record FieldError(String pointer, String detail) {}

    public Problem {
        errors = List.copyOf(errors);
        facts = Map.copyOf(facts);
    }

    public static Problem of(int status, String slug, String detail) {
        return new Problem(status, slug, slug.replace('-', ' '), detail, List.of(), Map.of());
    }

    public static Problem badRequest(String slug, String detail) {
        return of(400, slug, detail);
    }

    public static Problem forbidden(String slug, String detail) {
        return of(403, slug, detail);
    }

    public static Problem notFound(String slug, String detail) {
        return of(404, slug, detail);
    }

    public static Problem conflict(String slug, String detail) {
        return of(409, slug, detail);
    }

    public static Problem tooLarge(String slug, String detail) {
        return of(413, slug, detail);
    }

    public static Problem unprocessable(String slug, String detail) {
        return of(422, slug, detail);
    }

    /** The same problem with one more member, such as {@code opensOn}. */
    public Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Problem(status, slug, title, detail, errors, more);
    }

    /** The same problem naming one more wrong field. */
    public Problem at(String pointer, String wrong) {
        var more = new ArrayList<>(errors);
        more.add(new FieldError(pointer, wrong));
        return new Problem(status, slug, title, detail, more, facts);
    }

    @JsonProperty("type")
    public String type() {
        return TYPE + slug;
    }

    @JsonAnyGetter
    Map<String, Object> members() {
        return facts;
    }

    public ResponseEntity<Problem> answer() {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this);
    }

    /** To throw where a value cannot be returned. */
    public Refusal refusal() {
        return new Refusal(this);
    }
}

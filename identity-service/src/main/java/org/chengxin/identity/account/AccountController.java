package org.chengxin.identity.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.idempotency.AsksPeers;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.identity.document.DocumentReading.Malformed;
import org.chengxin.identity.document.DocumentReading.WellFormed;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registration.DocumentProblems;
import org.chengxin.identity.registry.PersonName;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/subjects/{id}/account-invitations, POST /v1/accounts, DELETE /v1/accounts/mine. */
@RestController
@Tag(name = "Accounts", description = "With which persons sign in")
class AccountController {

    private final OpenAccount openAccount;
    private final Accounts accounts;
    private final Clock clock;

    AccountController(OpenAccount openAccount, Accounts accounts, Clock clock) {
        this.openAccount = openAccount;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The code to hand to the person. */
    record InvitationView(
            @Schema(description = "Shown once; opens one account", example = "k7m3xq9wzphd2tvn5rcb")
            String code,

            Instant validUntil) {

        /** Without the code: this may stand in a log. */
        @Override
        public String toString() {
            return "InvitationView[]";
        }
    }

    /** A document as it was typed. */
    record AccountDocument(
            @Schema(example = "RESIDENT_ID") @NotBlank @Size(max = 40)
            String type,

            @Schema(example = "530199199001010019") @NotBlank @Size(max = 64)
            String number) {

        /** Without the number: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "AccountDocument[]";
        }
    }

    /** Who opens an account: the code from the office, the document and the name. */
    record AccountRequest(
            @Schema(description = "From the office", example = "k7m3xq9wzphd2tvn5rcb")
            @NotNull
            @Pattern(regexp = "[a-z2-9]{20}")
            String code,

            @NotNull @Valid AccountDocument document,

            @Schema(example = "测试甲") @NotBlank @Size(max = PersonName.LONGEST)
            String name) {

        /** Without code and name: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "AccountRequest[]";
        }
    }

    /** The name to sign in with; the first password is given to the realm, never to the platform. */
    record AccountView(@Schema(example = "c-7h3kq9wzpm") String userName) {}

    @PostMapping("/v1/subjects/{id}/account-invitations")
    @PreAuthorize("hasAnyAuthority('department','prefecture')")
    @Operation(
            summary = "Invite a person whom the office saw to open their account",
            description =
                    "The code is valid for a day and opens one account, together with the person's document and name.")
    @ApiResponse(
            responseCode = "201",
            description = "Invited",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = InvitationView.class)))
    @ApiResponse(
            responseCode = "404",
            description = "`subject-not-found`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`subject-not-verified`, `subject-deceased`, `account-open`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`subject-minor`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    ResponseEntity<?> invite(@PathVariable UUID id, Caller caller) {
        return switch (openAccount.invite(id, caller.name())) {
            case Invitation.Issued(var code, var validUntil) ->
                ResponseEntity.status(HttpStatus.CREATED).body(new InvitationView(code, validUntil));
            case Invitation.NoSuchPerson() ->
                Problem.notFound("subject-not-found", "There is no person with this id.")
                        .answer();
            case Invitation.NotVerified() ->
                Problem.conflict("subject-not-verified", "The public authority has not confirmed this person.")
                        .answer();
            case Invitation.Minor() ->
                Problem.unprocessable("subject-minor", "Nobody under 18 has an account.")
                        .answer();
            case Invitation.Dead() ->
                Problem.conflict("subject-deceased", "The person's death is recorded.")
                        .answer();
            case Invitation.AlreadyOpen() -> alreadyOpen();
        };
    }

    @AsksPeers
    @PostMapping(path = "/v1/accounts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Open my account",
            description =
                    "With the code from the office, my document and my name. Which of the three is wrong is not told.")
    @ApiResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AccountView.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`account-open`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`account-refused`, `document-invalid` with `reason`, `fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`realm-unavailable`: the realm is away; come again with the same code",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    ResponseEntity<?> open(@Valid @RequestBody AccountRequest request) {
        var document = read(request.document());
        var name = PersonName.of(request.name());
        if (name.isEmpty()) {
            return Problem.unprocessable("fields-invalid", "Some fields are wrong; each is named in errors.")
                    .at("/name", "is not the name of a person")
                    .answer();
        }
        return openAccount.open(request.code(), document, name.get(), AccountController::answer);
    }

    private static ResponseEntity<?> answer(Opening opening) {
        return switch (opening) {
            case Opening.Opened(var userName) ->
                ResponseEntity.status(HttpStatus.CREATED).body(new AccountView(userName));
            case Opening.Refused() ->
                Problem.unprocessable(
                                "account-refused",
                                "Code, document and name do not belong together, or the code was used or is too old. Ask the office for a new code.")
                        .answer();
            case Opening.AlreadyOpen() -> alreadyOpen();
        };
    }

    @DeleteMapping("/v1/accounts/mine")
    @PreAuthorize("hasAuthority('citizen')")
    @Operation(summary = "Close my account", description = "What is kept about me by law stays, and my rights with it.")
    @ApiResponse(responseCode = "204", description = "Closed, or there was none")
    ResponseEntity<Void> close(Caller caller) {
        var _ = accounts.close(caller.requireSubject());
        return ResponseEntity.noContent().build();
    }

    private IdentityDocument read(AccountDocument given) {
        return switch (IdentityDocument.read(given.type(), given.number(), LocalDate.now(clock))) {
            case Malformed(var defect) ->
                throw DocumentProblems.documentInvalid(defect, "/document").refusal();
            case WellFormed(var document) -> document;
        };
    }

    private static ResponseEntity<?> alreadyOpen() {
        return Problem.conflict("account-open", "The person has an account.").answer();
    }
}

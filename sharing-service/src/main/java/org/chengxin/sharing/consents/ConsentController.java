package org.chengxin.sharing.consents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Purpose;
import org.chengxin.sharing.consents.Consent.Form;
import org.chengxin.sharing.consents.Consent.Status;
import org.chengxin.sharing.consents.Consent.Uses;
import org.chengxin.sharing.consents.Consents.Position;
import org.chengxin.sharing.consents.GiveConsent.Given;
import org.chengxin.sharing.consents.GiveConsent.Refused;
import org.chengxin.sharing.consents.Wish.NotNamed;
import org.chengxin.sharing.consents.Wish.NotNeeded;
import org.chengxin.sharing.consents.Wish.WrongPeriod;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The person's own consents: giving, seeing and withdrawing them (C-2). */
@RestController
class ConsentController {

    private final GiveConsent giveConsent;
    private final Consents consents;
    private final Cursors cursors;
    private final Clock clock;

    ConsentController(GiveConsent giveConsent, Consents consents, Cursors cursors, Clock clock) {
        this.giveConsent = giveConsent;
        this.consents = consents;
        this.cursors = cursors;
        this.clock = clock;
    }

    @PostMapping(path = "/v1/consents", produces = "application/json")
    @PreAuthorize("hasAuthority('citizen')")
    @Operation(
            summary = "Allow one receiver to see named fields for one purpose, until a day",
            description = "Only purposes that need consent: `CREDIT_SERVICE`, `EMPLOYMENT`. With `withCode` the answer"
                    + " carries a one-time code, valid ten minutes, to hand over at the counter; without it the consent"
                    + " opens nothing. 422 `consent-not-needed`, `consent-not-named`, `consent-period-invalid`,"
                    + " `fields-invalid`.")
    public ResponseEntity<?> give(@Valid @RequestBody ConsentRequest request, Caller caller) {
        var wish = new Wish(
                request.receiver().strip(),
                request.purpose(),
                request.grants().stream()
                        .map(grant -> new Grant(grant.recordType(), grant.fields()))
                        .toList(),
                request.uses() == null ? Uses.MANY : request.uses(),
                request.form() == null ? Form.ELECTRONIC : request.form(),
                request.until() == null ? giveConsent.usualUntil() : request.until());
        return switch (giveConsent.give(caller.requireSubject(), wish, Boolean.TRUE.equals(request.withCode()))) {
            case Given(var consent, var code) -> ResponseEntity.status(201).body(view(consent, code));
            case Refused(NotNeeded()) ->
                Problem.unprocessable(
                                "consent-not-needed",
                                "For this purpose public bodies act on the law alone; consent is not asked for.")
                        .at("/purpose", "rests on law, not on consent (C-1)")
                        .answer();
            case Refused(NotNamed()) ->
                Problem.unprocessable("consent-not-named", "Name each record type once, and each field of it.")
                        .at("/grants", "does not name what is allowed (C-2)")
                        .answer();
            case Refused(WrongPeriod(var latest)) ->
                Problem.unprocessable(
                                "consent-period-invalid", "It ends in the future, and not later than " + latest + ".")
                        .at("/until", "is over already or too far away (Q-3)")
                        .with("latest", latest)
                        .answer();
        };
    }

    @GetMapping(path = "/v1/me/consents", produces = "application/json")
    @PreAuthorize("hasAuthority('citizen')")
    @Operation(
            summary = "My consents, the youngest first, with what became of them",
            parameters = {
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "limit",
                        schema = @Schema(type = "integer"),
                        description = "1 to 200, 50 unless told"),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "cursor",
                        schema = @Schema(type = "string"),
                        description = "The `nextCursor` of the page before")
            })
    public Page<ConsentView> mine(PageRequest page, Caller caller) {
        var before = cursors.read(page, Position.class).orElse(null);
        var views = consents.ofPerson(caller.requireSubject(), before, page.limitPlusOne()).stream()
                .map(consent -> view(consent, null))
                .toList();
        return cursors.page(views, page, view -> new Position(view.grantedAt(), view.consentId()));
    }

    @DeleteMapping("/v1/consents/{consentId}")
    @PreAuthorize("hasAuthority('citizen')")
    @Operation(
            summary = "Withdraw a consent",
            description = "Works on the next request, also on the next line of a running export. As easy as giving it."
                    + " 404 `consent-not-found`.")
    public ResponseEntity<?> withdraw(@PathVariable UUID consentId, Caller caller) {
        return consents.withdraw(consentId, caller.requireSubject(), clock.instant())
                ? ResponseEntity.noContent().build()
                : Problem.notFound("consent-not-found", "You have no consent with this id.")
                        .answer();
    }

    private ConsentView view(Consent consent, @Nullable String code) {
        return new ConsentView(
                consent.consentId(),
                consent.receiver(),
                consent.purpose(),
                consent.grants(),
                consent.uses(),
                consent.form(),
                consent.statusAt(clock.instant(), LocalDate.now(clock)),
                consent.grantedAt(),
                consent.until(),
                consent.usedAt(),
                consent.withdrawnAt(),
                code,
                consent.codeExpiresAt());
    }

    /** What the person allows. */
    record ConsentRequest(
            @Schema(example = "agency-demo-bank") @NotBlank @Size(max = 80)
            String receiver,

            @NotNull Purpose purpose,
            @NotEmpty @Size(max = 50) List<@NotNull @Valid GrantRequest> grants,

            @Schema(description = "The first day on which it no longer holds; 30 days unless told") @Nullable
            LocalDate until,

            @Nullable Uses uses,

            @Schema(description = "WRITTEN when the receiver is a credit bureau") @Nullable
            Form form,

            @Schema(description = "Ask for a one-time code to hand over; then it holds for one query") @Nullable
            Boolean withCode) {}

    /** Named fields of one record type. */
    record GrantRequest(
            @NotBlank @Size(max = 80) String recordType,
            @NotEmpty @Size(max = 100) List<@NotBlank @Size(max = 80) String> fields) {}

    /** A consent as its giver sees it. */
    record ConsentView(
            UUID consentId,
            String receiver,
            Purpose purpose,
            List<Grant> grants,
            Uses uses,
            Form form,
            Status status,
            Instant grantedAt,
            LocalDate until,
            @Nullable Instant usedAt,
            @Nullable Instant withdrawnAt,
            @Nullable String code,
            @Nullable Instant codeExpiresAt) {}
}

package org.chengxin.identity.contact;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** GET, PUT, DELETE /v1/me/contact-points, POST /v1/me/contact-points/{channel}/verification. */
@RestController
@Tag(name = "Contact points", description = "Where I want to be told that there is something to read")
class ContactPointController {

    private final KeepContactPoint keep;

    ContactPointController(KeepContactPoint keep) {
        this.keep = keep;
    }

    /** The address as the person types it. */
    record AddressGiven(
            @Schema(description = "A mobile number of the mainland, or an e-mail address", example = "wang@example.org")
            @NotBlank
            @Size(max = 254)
            String address) {

        /** Without the address: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "AddressGiven[]";
        }
    }

    /** The code that arrived. */
    record CodeGiven(
            @Schema(example = "481516") @NotNull @Pattern(regexp = "[0-9]{6}")
            String code) {

        /** Without the code: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "CodeGiven[]";
        }
    }

    /**
     * One of my addresses; nobody else is shown it.
     *
     * @param verifiedAt when I proved that I read what is sent there; nothing is sent before
     * @param codeExpiresAt until when the code on its way can be given; null when there is none
     */
    record ContactPointView(
            Channel channel,
            String address,
            @Nullable Instant verifiedAt,
            @Nullable Instant codeExpiresAt) {

        static ContactPointView of(ContactPoint point) {
            var code = point.code();
            return new ContactPointView(
                    point.address().channel(),
                    point.address().text(),
                    point.verifiedAt(),
                    code == null ? null : code.expiresAt());
        }

        /** Without the address: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "ContactPointView[" + channel + "]";
        }
    }

    /** That it is verified, without the address: answers to a POST are kept for its repetition. */
    record VerifiedView(Channel channel, @Nullable Instant verifiedAt) {

        static VerifiedView of(ContactPoint point) {
            return new VerifiedView(point.address().channel(), point.verifiedAt());
        }
    }

    /** All my addresses: at most one for each channel. */
    record ContactPointsView(List<ContactPointView> items) {}

    @GetMapping("/v1/me/contact-points")
    @PreAuthorize("hasAuthority('citizen')")
    @Operation(summary = "My addresses", description = "Keeping one is optional; what counts is in the inbox.")
    @ApiResponse(responseCode = "200", description = "At most one for each channel")
    ContactPointsView list(Caller caller) {
        return new ContactPointsView(keep.list(caller.requireSubject()).stream()
                .map(ContactPointView::of)
                .toList());
    }

    @PutMapping("/v1/me/contact-points/{channel}")
    @PreAuthorize("hasAuthority('citizen')")
    @Operation(
            summary = "Keep an address, in place of the one before",
            description = "A code is sent there; nothing else is, before the code was given back. Five codes a day.")
    @ApiResponse(
            responseCode = "200",
            description = "The code is on its way, or the address is verified already",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = ContactPointView.class)))
    @ApiResponse(
            responseCode = "404",
            description = "`subject-not-found`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`channel-off`: the platform sends nothing over it; `subject-deceased`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`fields-invalid`, `address-refused`: it does not exist for whoever delivers there",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "429",
            description = "`too-many-codes`; with Retry-After",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`channel-unavailable`: no code could be sent; come again",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    ResponseEntity<?> put(@PathVariable Channel channel, @Valid @RequestBody AddressGiven given, Caller caller) {
        var address = ContactAddress.read(channel, given.address());
        if (address.isEmpty()) {
            return Problem.unprocessable("fields-invalid", "Some fields are wrong; each is named in errors.")
                    .at("/address", "is no address of this channel")
                    .answer();
        }
        return answer(caller, channel, keep.put(caller.requireSubject(), address.get()));
    }

    @PostMapping("/v1/me/contact-points/{channel}/verification")
    @PreAuthorize("hasAuthority('citizen')")
    @Operation(summary = "Give back the code that arrived", description = "A code takes five guesses and ten minutes.")
    @ApiResponse(
            responseCode = "200",
            description = "Verified",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = VerifiedView.class)))
    @ApiResponse(
            responseCode = "409",
            description =
                    "`code-spent`: none is on its way, it is too old, or was guessed at too often; ask for another",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`code-wrong` with `guessesLeft`, `fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    ResponseEntity<?> verify(@PathVariable Channel channel, @Valid @RequestBody CodeGiven given, Caller caller) {
        var keeping = keep.verify(caller.requireSubject(), channel, given.code());
        return keeping instanceof Keeping.Verified || keeping instanceof Keeping.VerifiedAlready
                ? ResponseEntity.of(mine(caller, channel).map(VerifiedView::of))
                : answer(caller, channel, keeping);
    }

    @DeleteMapping("/v1/me/contact-points/{channel}")
    @PreAuthorize("hasAuthority('citizen')")
    @Operation(summary = "Erase my address; nothing of it is kept")
    @ApiResponse(responseCode = "204", description = "Erased, or there was none")
    ResponseEntity<Void> erase(@PathVariable Channel channel, Caller caller) {
        keep.erase(caller.requireSubject(), channel);
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<?> answer(Caller caller, Channel channel, Keeping keeping) {
        return switch (keeping) {
            case Keeping.CodeSent _, Keeping.VerifiedAlready _, Keeping.Verified _ -> shown(caller, channel);
            case Keeping.WrongCode(var left) ->
                Problem.unprocessable("code-wrong", "This is not the code that was sent.")
                        .with("guessesLeft", left)
                        .at("/code", "is not the code that was sent")
                        .answer();
            case Keeping.NoCode() ->
                Problem.conflict(
                                "code-spent",
                                "No code is on its way, or it is too old, or was guessed at too often: put the address"
                                        + " again, and another one is sent.")
                        .answer();
            case Keeping.NoSuchPerson() ->
                Problem.notFound("subject-not-found", "There is no person with this id.")
                        .answer();
            case Keeping.Dead() ->
                Problem.conflict("subject-deceased", "The person's death is recorded.")
                        .answer();
            case Keeping.TooManyCodes() ->
                ResponseEntity.status(429)
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(VerificationCode.WINDOW.toSeconds()))
                        .body(Problem.of(
                                429, "too-many-codes", "Five codes a day are sent for one person; come again."));
            case Keeping.ChannelOff() ->
                Problem.conflict("channel-off", "The platform sends nothing over this channel; see your inbox.")
                        .answer();
            case Keeping.AddressRefused() ->
                Problem.unprocessable("address-refused", "Nothing can be delivered to this address.")
                        .at("/address", "does not exist for whoever delivers there")
                        .answer();
            case Keeping.ChannelAway() ->
                Problem.of(503, "channel-unavailable", "No code could be sent just now; come again.")
                        .answer();
        };
    }

    private ResponseEntity<?> shown(Caller caller, Channel channel) {
        return ResponseEntity.of(mine(caller, channel).map(ContactPointView::of));
    }

    private Optional<ContactPoint> mine(Caller caller, Channel channel) {
        return keep.list(caller.requireSubject()).stream()
                .filter(point -> point.address().channel() == channel)
                .findFirst();
    }
}

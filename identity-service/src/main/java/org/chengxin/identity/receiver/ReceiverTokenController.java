package org.chengxin.identity.receiver;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.idempotency.Reading;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/receiver-tokens and the way back. */
@RestController
@Tag(name = "Receiver tokens", description = "Pseudonyms of persons, another one for each receiver")
@PreAuthorize("hasAuthority('service')")
class ReceiverTokenController {

    private static final int MOST = 1000;
    private static final String RECEIVER = "[A-Za-z0-9._-]{1,100}";

    private final ReceiverKeys keys;

    ReceiverTokenController(ReceiverKeys keys) {
        this.keys = keys;
    }

    /** Persons for a receiver. */
    record TokensRequest(
            @Schema(description = "Client id of the receiver", example = "prefecture-530100")
            @NotNull
            @Pattern(regexp = RECEIVER)
            String receiver,

            @NotEmpty @Size(max = MOST) @ArraySchema(maxItems = MOST)
            List<@NotNull UUID> subjectIds) {}

    /** A person and what the receiver may call them. */
    record TokenView(
            UUID subjectId,

            @Schema(
                    description = "43 characters, the same each time",
                    example = "Yw3PZ0s5m2o1nq8RkQb9e7VdJxTfLhGcUaEiKoMuWyA")
            String token) {}

    /** In the order of the ids. */
    record TokensView(List<TokenView> items) {}

    /** Pseudonyms that a receiver sends back. */
    record ResolutionRequest(
            @Schema(description = "Client id of the receiver", example = "prefecture-530100")
            @NotNull
            @Pattern(regexp = RECEIVER)
            String receiver,

            @NotEmpty @Size(max = MOST) @ArraySchema(maxItems = MOST)
            List<@NotNull @Size(max = 100) String> tokens) {}

    /** Who it is; no id when the token is none of this receiver's. */
    record SubjectOfToken(
            @Schema(example = "Yw3PZ0s5m2o1nq8RkQb9e7VdJxTfLhGcUaEiKoMuWyA")
            String token,

            @Nullable UUID subjectId) {}

    /** In the order of the tokens. */
    record SubjectsOfTokens(List<SubjectOfToken> items) {}

    @Reading
    @PostMapping(path = "/v1/receiver-tokens", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What a receiver may call these persons",
            description = "The same person has the same token at one receiver and unlike ones at two.")
    @ApiResponse(
            responseCode = "200",
            description = "One token for each id",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TokensView.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    ResponseEntity<?> tokens(@Valid @RequestBody TokensRequest request) {
        var pseudonyms = keys.findOrMake(request.receiver());
        return ResponseEntity.ok(new TokensView(request.subjectIds().stream()
                .map(id -> new TokenView(id, pseudonyms.of(id)))
                .toList()));
    }

    @Reading
    @PostMapping(path = "/v1/receiver-tokens/resolve", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Whom a receiver means by its tokens",
            description = "Tokens of another receiver, and invented ones, answer nobody.")
    @ApiResponse(
            responseCode = "200",
            description = "One answer for each token",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SubjectsOfTokens.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    ResponseEntity<?> resolve(@Valid @RequestBody ResolutionRequest request) {
        var pseudonyms = keys.find(request.receiver());
        return ResponseEntity.ok(new SubjectsOfTokens(request.tokens().stream()
                .map(token -> new SubjectOfToken(
                        token, pseudonyms.flatMap(own -> own.subjectOf(token)).orElse(null)))
                .toList()));
    }
}

package org.chengxin.repair.statement;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.text.OwnWords;
import org.chengxin.repair.cases.Filed;
import org.chengxin.repair.cases.FilingRefusals;
import org.chengxin.repair.subjects.Actors;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/statements. */
@RestController
@Tag(name = "Statements", description = "The person's own words")
class StatementController {

    private final PublishStatement publishStatement;
    private final Actors actors;

    StatementController(PublishStatement publishStatement, Actors actors) {
        this.publishStatement = publishStatement;
        this.actors = actors;
    }

    /** What the person says; text, not markup: controls have no place in it. */
    record StatementRequest(
            @NotNull UUID recordId,

            @NotNull
            @Schema(maxLength = 500)
            @OwnWords(max = 500)
            @Pattern(regexp = "[^\\p{Cntrl}&&[^\\n]]*", message = "contains control characters")
            String text) {}

    @Operation(summary = "Add my own words to a record of mine; they are shown with it wherever it goes")
    @FilingRefusals
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/statements")
    ResponseEntity<Filed> publish(@Valid @RequestBody StatementRequest request, Caller caller) {
        return publishStatement.publish(actors.person(caller), request.recordId(), request.text());
    }
}

package org.chengxin.repair.challenge;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.text.OwnWords;
import org.chengxin.chassis.text.ReferenceText;
import org.chengxin.repair.cases.FileCase;
import org.chengxin.repair.cases.Filed;
import org.chengxin.repair.cases.FilingRefusals;
import org.chengxin.repair.subjects.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/reconsiderations: a reconsideration or a lawsuit that the person has filed with its body. */
@RestController
@Tag(name = "Reconsiderations", description = "Administrative reconsideration and lawsuit")
class ChallengeController {

    private final LinkChallenge linkChallenge;
    private final FileCase fileCase;
    private final Actors actors;

    ChallengeController(LinkChallenge linkChallenge, FileCase fileCase, Actors actors) {
        this.linkChallenge = linkChallenge;
        this.fileCase = fileCase;
        this.actors = actors;
    }

    /** Before whom a decision is challenged. */
    enum Procedure {
        RECONSIDERATION,
        LAWSUIT
    }

    /**
     * A challenge of a record, or of the decision in a case.
     *
     * @param knownOn the day on which the person learned of the decision
     * @param remediesToldOn the day on which they were told what they can do; absent while they were not
     * @param filedOn the day on which they turned to the body
     */
    record ChallengeRequest(
            @NotNull Procedure procedure,

            @Nullable UUID recordId,

            @Nullable UUID caseId,

            @NotNull LocalDate knownOn,

            @Nullable LocalDate remediesToldOn,

            @NotNull LocalDate filedOn,

            @NotNull @Schema(maxLength = 200) @ReferenceText(max = 200)
            String body,

            @NotNull @Schema(maxLength = 2000) @OwnWords(max = 2000)
            String explanation) {}

    @Operation(summary = "Link a reconsideration or lawsuit of mine; the record is suspended while it lasts")
    @FilingRefusals
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/reconsiderations")
    ResponseEntity<Filed> link(@Valid @RequestBody ChallengeRequest request, Caller caller) {
        if ((request.recordId() == null) == (request.caseId() == null)) {
            throw Problem.unprocessable("fields-invalid", "Some fields are missing or wrong; each is named in errors.")
                    .at("/recordId", "name exactly one of recordId and caseId")
                    .refusal();
        }
        var person = actors.person(caller);
        return fileCase.file(linkChallenge.opening(person, request), person);
    }
}

package org.chengxin.repair.answer;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.text.OwnWords;
import org.chengxin.repair.cases.Filed;
import org.chengxin.repair.cases.FilingRefusals;
import org.chengxin.repair.subjects.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/answers. */
@RestController
@Tag(name = "Answers", description = "Statement and defence before an adverse record takes effect")
class AnswerController {

    private final AnswerNotice answerNotice;
    private final Actors actors;

    AnswerController(AnswerNotice answerNotice, Actors actors) {
        this.answerNotice = answerNotice;
        this.actors = actors;
    }

    /**
     * What the person says to the notice of a record.
     *
     * @param noticeId the notice in the inbox that is answered, where the person names it
     */
    record AnswerRequest(
            @NotNull UUID recordId,

            @Nullable UUID noticeId,

            @NotNull @Schema(maxLength = 4000) @OwnWords(max = 4000)
            String explanation) {}

    @Operation(
            summary = "Answer the notice of an adverse record of mine while its window is open; the department decides"
                    + " before the record takes effect. After the window: `answer-window-over`")
    @FilingRefusals
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/answers")
    ResponseEntity<Filed> answer(@Valid @RequestBody AnswerRequest request, Caller caller) {
        return answerNotice.answer(
                actors.person(caller), request.recordId(), request.noticeId(), request.explanation());
    }
}

package org.chengxin.repair.duty;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.text.OwnWords;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.FileCase;
import org.chengxin.repair.cases.Filed;
import org.chengxin.repair.cases.FilingRefusals;
import org.chengxin.repair.cases.Matter;
import org.chengxin.repair.cases.OpenCase.Opening;
import org.chengxin.repair.cases.OpenCase.Target;
import org.chengxin.repair.records.MyRecords;
import org.chengxin.repair.subjects.Actors;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/extensions. */
@RestController
@Tag(name = "Extensions", description = "More time for a duty")
class ExtensionController {

    private final MyRecords records;
    private final FileCase fileCase;
    private final Actors actors;
    private final Clock clock;

    ExtensionController(MyRecords records, FileCase fileCase, Actors actors, Clock clock) {
        this.records = records;
        this.fileCase = fileCase;
        this.actors = actors;
        this.clock = clock;
    }

    /** Until when, and why. */
    record ExtensionRequest(
            @NotNull UUID recordId,

            @NotNull LocalDate until,

            @NotNull @Schema(maxLength = 2000) @OwnWords(max = 2000)
            String explanation) {}

    @Operation(summary = "Ask for more time to perform a duty; the record is suspended while it is granted")
    @FilingRefusals
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/extensions")
    ResponseEntity<Filed> ask(@Valid @RequestBody ExtensionRequest request, Caller caller) {
        var person = actors.person(caller);
        var record = records.requireShown(request.recordId(), person.subjects());
        if (!request.until().isAfter(LocalDate.now(clock))) {
            throw Problem.unprocessable("fields-invalid", "Some fields are missing or wrong; each is named in errors.")
                    .at("/until", "is after today")
                    .refusal();
        }
        if (record.dutyPerformed()) {
            throw Problem.conflict("duty-performed-already", "The record says already that the duty is performed.")
                    .refusal();
        }
        return fileCase.file(
                new Opening(
                        UUID.randomUUID(),
                        CaseKind.EXTENSION,
                        CaseState.FILED,
                        record.subjectId(),
                        Target.of(record),
                        new Matter.Extension(request.until()),
                        "",
                        request.explanation(),
                        null,
                        "The person asks for time until " + request.until() + "."),
                person);
    }
}

package org.chengxin.repair.repair;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.text.OwnWords;
import org.chengxin.repair.cases.FileCase;
import org.chengxin.repair.cases.Filed;
import org.chengxin.repair.cases.FilingRefusals;
import org.chengxin.repair.eligibility.RepairMethod;
import org.chengxin.repair.repair.ApplyForRepair.Application;
import org.chengxin.repair.subjects.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/repairs: credit repair, or that a duty was performed late. */
@RestController
@Tag(name = "Repairs", description = "Credit repair, free of charge")
class RepairController {

    private final ApplyForRepair applyForRepair;
    private final FileCase fileCase;
    private final Actors actors;

    RepairController(ApplyForRepair applyForRepair, FileCase fileCase, Actors actors) {
        this.applyForRepair = applyForRepair;
        this.fileCase = fileCase;
        this.actors = actors;
    }

    /**
     * An application.
     *
     * @param method a code of repair-methods.csv
     * @param supports methods that support it; they never shorten a period
     * @param pledge that the person signs the credit pledge
     * @param performedOn for LATE_PERFORMANCE, the day of it
     */
    record RepairRequest(
            @NotNull UUID recordId,

            @NotNull RepairMethod method,

            @Nullable @Size(max = 3) List<RepairMethod> supports,

            @Nullable Boolean pledge,

            @Nullable LocalDate performedOn,

            @Nullable @Schema(maxLength = 2000) @OwnWords(max = 2000)
            String explanation) {

        Application toApplication() {
            return new Application(
                    recordId,
                    method,
                    supports == null ? List.of() : supports,
                    Boolean.TRUE.equals(pledge),
                    performedOn,
                    Objects.requireNonNullElse(explanation, ""),
                    null);
        }
    }

    @Operation(summary = "Apply for credit repair, or say that the duty was performed; free (R-8)")
    @FilingRefusals
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/repairs")
    ResponseEntity<Filed> apply(@Valid @RequestBody RepairRequest request, Caller caller) {
        var person = actors.person(caller);
        return fileCase.file(applyForRepair.opening(person.subjects(), request.toApplication()), person);
    }
}

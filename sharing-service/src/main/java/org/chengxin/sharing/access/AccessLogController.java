package org.chengxin.sharing.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.sharing.access.AccessLog.Position;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/me/access-log: who looked at what of me, when and why. */
@RestController
@RequestMapping("/v1/me/access-log")
class AccessLogController {

    private final AccessLog accessLog;
    private final Cursors cursors;

    AccessLogController(AccessLog accessLog, Cursors cursors) {
        this.accessLog = accessLog;
        this.cursors = cursors;
    }

    @GetMapping(produces = "application/json")
    @Operation(
            summary = "Who looked at my data, when, why and with which result; newest first",
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
    @PreAuthorize("hasAuthority('citizen')")
    public Page<EntryView> mine(PageRequest page, Caller caller) {
        var before = cursors.read(page, Position.class).orElse(null);
        var views = accessLog.newestFirst(caller.requireSubject(), before, page.limitPlusOne()).stream()
                .map(EntryView::of)
                .toList();
        return cursors.page(views, page, view -> new Position(view.at(), view.accessId()));
    }

    /** An entry as the person reads it. */
    record EntryView(
            UUID accessId,
            Instant at,
            String organisation,
            String service,
            String purpose,
            @Nullable String matterNumber,
            @Nullable String legalBasis,
            AccessEntry.Outcome outcome,
            List<String> recordTypes) {

        static EntryView of(AccessEntry entry) {
            return new EntryView(
                    entry.accessId(),
                    entry.at(),
                    entry.organisation(),
                    entry.service(),
                    entry.purpose(),
                    entry.matterNumber(),
                    entry.legalBasis(),
                    entry.outcome(),
                    entry.recordTypes());
        }
    }
}

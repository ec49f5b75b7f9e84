package org.chengxin.record.ledger;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.lifecycle.RecordState;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Records for those who handed them in, and for the person. */
@RestController
@RequestMapping("/v1/records")
class RecordController {

    private final Ledger ledger;
    private final ShowRecord showRecord;
    private final RecordHistory recordHistory;
    private final Cursors cursors;
    private final Clock clock;

    RecordController(Ledger ledger, ShowRecord showRecord, RecordHistory recordHistory, Cursors cursors, Clock clock) {
        this.ledger = ledger;
        this.showRecord = showRecord;
        this.recordHistory = recordHistory;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** A provider's own records, oldest first; the person and the facts stand only in the single record. */
    @GetMapping
    @PreAuthorize("hasAnyAuthority('department', 'prefecture')")
    Page<Ledger.Entry> list(
            @RequestParam(required = false) @Nullable String sourceRecordId,
            @RequestParam(required = false) @Nullable RecordState status,
            @RequestParam(required = false) @Nullable LocalDate from,
            PageRequest page,
            Caller caller) {
        var provider = Provider.require(caller);
        List<Ledger.Entry> rows = ledger.entries(
                provider.code(),
                sourceRecordId,
                status,
                from,
                LocalDate.now(clock),
                cursors.read(page, UUID.class).orElse(null),
                page.limitPlusOne());
        return cursors.page(rows, page, Ledger.Entry::recordId);
    }

    /** Whoever may not know the record gets the same answer as for one that does not exist. */
    @GetMapping("/{id}")
    @PreAuthorize("hasAnyAuthority('department', 'prefecture', 'citizen')")
    ResponseEntity<RecordView> show(@PathVariable UUID id, Caller caller) {
        return showRecord
                .to(caller, id)
                .map(record ->
                        ResponseEntity.ok().eTag(ETags.of(record.version())).body(record))
                .orElseThrow(() -> Problem.notFound("record-not-found", "You have no record with this id.")
                        .refusal());
    }

    /** Who changed what, when and why, oldest first. */
    @GetMapping("/{id}/history")
    @PreAuthorize("hasAnyAuthority('department', 'prefecture', 'citizen')")
    Page<RecordHistory.Version> history(@PathVariable UUID id, PageRequest page, Caller caller) {
        var record = showRecord
                .to(caller, id)
                .flatMap(shown -> ledger.find(shown.recordId()))
                .orElseThrow(() -> Problem.notFound("record-not-found", "You have no record with this id.")
                        .refusal());
        var rows = recordHistory.of(record, cursors.read(page, Integer.class).orElse(0), page.limitPlusOne());
        return cursors.page(rows, page, RecordHistory.Version::version);
    }
}

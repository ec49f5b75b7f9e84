package org.chengxin.record.report;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.RecordView;
import org.chengxin.record.subject.Subjects;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Everything that is recorded about me, free, at any time; only what was withdrawn has left no trace. */
@RestController
class MyRecordsController {

    private final Ledger ledger;
    private final Subjects subjects;
    private final Cursors cursors;
    private final Clock clock;

    MyRecordsController(Ledger ledger, Subjects subjects, Cursors cursors, Clock clock) {
        this.ledger = ledger;
        this.subjects = subjects;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Where the next page goes on: newest decision first. */
    record Position(LocalDate decidedOn, UUID id) {}

    @GetMapping("/v1/me/records")
    @PreAuthorize("hasAuthority('citizen')")
    Page<RecordView> mine(PageRequest page, Caller caller) {
        var after = cursors.read(page, Position.class);
        var today = LocalDate.now(clock);
        List<RecordView> rows = ledger
                .about(
                        subjects.now(caller.requireSubject()),
                        after.map(Position::decidedOn).orElse(null),
                        after.map(Position::id).orElse(null),
                        page.limitPlusOne())
                .stream()
                .map(record -> RecordView.of(record, today))
                .toList();
        return cursors.page(rows, page, last -> new Position(last.decidedOn(), last.recordId()));
    }
}

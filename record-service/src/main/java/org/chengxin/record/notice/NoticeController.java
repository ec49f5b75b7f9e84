package org.chengxin.record.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.catalog.Catalog;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.record.subject.Subjects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The person's inbox, and what the department says about other ways to reach them. */
@RestController
class NoticeController {

    private final Notices notices;
    private final TellPerson tellPerson;
    private final Ledger ledger;
    private final Catalog catalog;
    private final Subjects subjects;
    private final Cursors cursors;
    private final Clock clock;

    NoticeController(
            Notices notices,
            TellPerson tellPerson,
            Ledger ledger,
            Catalog catalog,
            Subjects subjects,
            Cursors cursors,
            Clock clock) {
        this.notices = notices;
        this.tellPerson = tellPerson;
        this.ledger = ledger;
        this.catalog = catalog;
        this.subjects = subjects;
        this.cursors = cursors;
        this.clock = clock;
    }

    /**
     * A notice with everything that the law wants in it (N-1, N-3): content, source, basis, period, consequences, and how
     * to answer, dispute, repair, reconsider. Of a record that was withdrawn only that it was.
     */
    record NoticeView(
            UUID noticeId,
            UUID recordId,
            Cause cause,
            Instant createdAt,
            @Nullable Instant readAt,
            @Nullable String answer,
            String recordType,
            String nameZh,
            String department,
            RecordState state,
            @Nullable Content content,
            List<Way> ways) {}

    /** What is recorded, on which law, for how long. */
    record Content(
            String decisionNumber,
            LocalDate decidedOn,
            List<String> laws,
            @Nullable LocalDate answerUntil,
            LocalDate displayUntil,
            String consequences) {}

    /** Something the person may do about it. */
    record Way(
            String what,
            String request,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** The person's words. */
    record AnswerGiven(String text) {}

    @GetMapping("/v1/me/notices")
    @PreAuthorize("hasAuthority('citizen')")
    Page<NoticeView> mine(PageRequest page, Caller caller) {
        var rows = notices
                .of(
                        subjects.now(caller.requireSubject()),
                        cursors.read(page, UUID.class).orElse(null),
                        page.limitPlusOne())
                .stream()
                .map(this::view)
                .toList();
        return cursors.page(rows, page, NoticeView::noticeId);
    }

    /** The person has seen it: the proof that the notice arrived. */
    @PostMapping("/v1/me/notices/{id}/receipt")
    @PreAuthorize("hasAuthority('citizen')")
    NoticeView receipt(@PathVariable UUID id, Caller caller) {
        return view(tellPerson.opened(id, subjects.now(caller.requireSubject())));
    }

    /** Statement and defence (N-2), while the window is open; the department reads it. */
    @PostMapping("/v1/me/notices/{id}/answer")
    @PreAuthorize("hasAuthority('citizen')")
    NoticeView answer(@PathVariable UUID id, @RequestBody AnswerGiven given, Caller caller) {
        return view(tellPerson.answered(id, subjects.now(caller.requireSubject()), given.text()));
    }

    /** Nobody has to keep praise; it does not come back. */
    @PostMapping("/v1/me/records/{id}/declination")
    @PreAuthorize("hasAuthority('citizen')")
    ResponseEntity<Void> decline(@PathVariable UUID id, Caller caller) {
        tellPerson.declined(id, subjects.now(caller.requireSubject()));
        return ResponseEntity.noContent().build();
    }

    /** What became of the notice by post, at the counter, by message: failed everywhere, the record takes no effect. */
    @PutMapping("/v1/records/{id}/notice-delivery")
    @PreAuthorize("hasAnyAuthority('department', 'prefecture')")
    Delivered delivered(@PathVariable UUID id, @RequestBody Delivery delivery, Caller caller) {
        var record = tellPerson.delivered(id, delivery, Provider.require(caller), caller.name());
        return new Delivered(
                id, record.stateOn(LocalDate.now(clock)), record.dates().answerUntil());
    }

    /** Where the record stands after it. */
    record Delivered(
            UUID recordId, RecordState state, @Nullable LocalDate answerUntil) {}

    /** What the person answered, for the department that handed the record in. */
    @GetMapping("/v1/records/{id}/answers")
    @PreAuthorize("hasAnyAuthority('department', 'prefecture')")
    Answers answers(@PathVariable UUID id, Caller caller) {
        var provider = Provider.require(caller);
        var record = ledger.find(id)
                .filter(found -> found.provider().equals(provider.code()) && !found.isWithdrawn())
                .orElseThrow(() -> Problem.notFound("record-not-found", "You have no record with this id.")
                        .refusal());
        return new Answers(notices.answers(record.id()));
    }

    /** All answers, oldest first. */
    record Answers(List<Notices.Answer> items) {}

    private NoticeView view(Notices.Entry entry) {
        var record = ledger.find(entry.recordId()).orElseThrow();
        var today = LocalDate.now(clock);
        var state = record.stateOn(today);
        var decision = record.decision();
        var type = catalog.inForce(decision.recordType(), decision.dates().decidedOn());
        var gone = state == RecordState.WITHDRAWN;
        return new NoticeView(
                entry.id(),
                entry.recordId(),
                entry.cause(),
                entry.createdAt(),
                entry.readAt(),
                gone ? null : entry.answer(),
                decision.recordType(),
                type.map(found -> found.nameZh()).orElse(decision.recordType()),
                record.department(),
                state,
                gone
                        ? null
                        : content(
                                record,
                                type.map(found -> found.legalBases().stream()
                                                .filter(basis ->
                                                        decision.legalBases().contains(basis.code()))
                                                .map(basis -> basis.lawZh() + " " + basis.article())
                                                .toList())
                                        .orElse(List.of())),
                gone ? List.of() : ways(record, entry.id()));
    }

    private static Content content(CreditRecord record, List<String> laws) {
        var dates = record.dates();
        return new Content(
                record.decision().decisionNumber(),
                dates.decidedOn(),
                laws,
                dates.answerUntil(),
                dates.displayUntil(),
                "终局后在展示期内依法供有权机关查询使用；展示期满自动停止，内容删除。");
    }

    private static List<Way> ways(CreditRecord record, UUID noticeId) {
        var dates = record.dates();
        var dispute = new Way("DISPUTE", "POST /v1/disputes", null, null);
        var reconsider = new Way("RECONSIDERATION", "POST /v1/reconsiderations", null, null);
        return switch (record.decision().polarity()) {
            case ADVERSE ->
                List.of(
                        new Way("ANSWER", "POST /v1/me/notices/" + noticeId + "/answer", null, dates.answerUntil()),
                        dispute,
                        new Way("REPAIR", "POST /v1/repairs", dates.minDisplayUntil(), null),
                        reconsider);
            case POSITIVE ->
                List.of(
                        new Way("DECLINATION", "POST /v1/me/records/" + record.id() + "/declination", null, null),
                        dispute);
            case NEUTRAL -> List.of(dispute);
        };
    }
}

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
    private final Messages messages;
    private final TellPerson tellPerson;
    private final Ledger ledger;
    private final Catalog catalog;
    private final Subjects subjects;
    private final Cursors cursors;
    private final Clock clock;

    NoticeController(
            Notices notices,
            Messages messages,
            TellPerson tellPerson,
            Ledger ledger,
            Catalog catalog,
            Subjects subjects,
            Cursors cursors,
            Clock clock) {
        this.notices = notices;
        this.messages = messages;
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
     *
     * @param messages how far it came that I was told of it outside the inbox
     */
    record NoticeView(
            UUID noticeId,
            UUID recordId,
            Cause cause,
            Instant createdAt,
            @Nullable Instant readAt,
            List<MessageAttempt> messages,
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

    @GetMapping("/v1/me/notices")
    @PreAuthorize("hasAuthority('citizen')")
    Page<NoticeView> mine(PageRequest page, Caller caller) {
        var entries = notices.of(
                subjects.now(caller.requireSubject()),
                cursors.read(page, UUID.class).orElse(null),
                page.limitPlusOne());
        var sent = messages.of(entries.stream().map(Notices.Entry::id).toList());
        var rows = entries.stream()
                .map(entry -> view(entry, sent.getOrDefault(entry.id(), List.of())))
                .toList();
        return cursors.page(rows, page, NoticeView::noticeId);
    }

    /** The person has seen it: the proof that the notice arrived. */
    @PostMapping("/v1/me/notices/{id}/receipt")
    @PreAuthorize("hasAuthority('citizen')")
    NoticeView receipt(@PathVariable UUID id, Caller caller) {
        var entry = tellPerson.opened(id, subjects.now(caller.requireSubject()));
        return view(entry, messages.of(List.of(id)).getOrDefault(id, List.of()));
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

    /**
     * How the person could be told on other ways than the inbox: what the department proved, and how far the messages came
     * that there is a notice. Only the former hold a record (N-4).
     */
    @GetMapping("/v1/records/{id}/notice-delivery")
    @PreAuthorize("hasAnyAuthority('department', 'prefecture')")
    Deliveries deliveries(@PathVariable UUID id, Caller caller) {
        var provider = Provider.require(caller);
        var record = ledger.find(id)
                .filter(found -> found.provider().equals(provider.code()) && !found.isWithdrawn())
                .orElseThrow(() -> Problem.notFound("record-not-found", "You have no record with this id.")
                        .refusal());
        var about = notices.about(record.id());
        var sent = messages.of(about);
        return new Deliveries(
                notices.deliveries(record.id()),
                about.stream()
                        .filter(sent::containsKey)
                        .map(notice -> new Message(notice, sent.getOrDefault(notice, List.of())))
                        .toList());
    }

    /** Both kinds of ways. */
    record Deliveries(List<Delivery> proven, List<Message> messages) {}

    /** How far the message about one notice came. */
    record Message(UUID noticeId, List<MessageAttempt> channels) {}

    private NoticeView view(Notices.Entry entry, List<MessageAttempt> sent) {
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
                sent,
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
                gone ? List.of() : ways(record));
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

    private static List<Way> ways(CreditRecord record) {
        var dates = record.dates();
        var dispute = new Way("DISPUTE", "POST /v1/disputes", null, null);
        var reconsider = new Way("RECONSIDERATION", "POST /v1/reconsiderations", null, null);
        return switch (record.decision().polarity()) {
            case ADVERSE ->
                List.of(
                        new Way("ANSWER", "POST /v1/answers", null, dates.answerUntil()),
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

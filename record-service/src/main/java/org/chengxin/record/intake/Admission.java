package org.chengxin.record.intake;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chengxin.record.calendar.WorkingDays;
import org.chengxin.record.catalog.FactsDefect;
import org.chengxin.record.catalog.RecordType;
import org.chengxin.record.intake.Verdict.Admissible;
import org.chengxin.record.intake.Verdict.Findings;
import org.chengxin.record.intake.Verdict.Refused;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.lifecycle.EventDates;
import org.chengxin.record.lifecycle.RecordDates;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the door (A-1 to A-6, N-1, P-6, P-7, X-6): the same for Kafka and REST.
 *
 * <p>All rules look at the same draft and none stops at the first fault, so that a department mends everything at once.
 */
final class Admission {

    /** Direct lawsuit: six months from knowledge; the 60 days for reconsideration lie within them. */
    private static final int CHALLENGE_MONTHS = 6;

    private final Draft draft;
    private final Provider provider;
    private final Findings findings;
    private final WorkingDays calendar;
    private final LocalDate today;
    private final Set<Defect> defects;

    private Admission(Draft draft, Provider provider, Findings findings, WorkingDays calendar, LocalDate today) {
        this.draft = draft;
        this.provider = provider;
        this.findings = findings;
        this.calendar = calendar;
        this.today = today;
        this.defects = new LinkedHashSet<>(draft.defects());
    }

    static Verdict judge(Draft draft, Provider provider, Findings findings, WorkingDays calendar, LocalDate today) {
        return new Admission(draft, provider, findings, calendar, today).verdict();
    }

    /** the person was of age on the day of the conduct; unknown is not good enough. */
    static boolean wasAdult(@Nullable LocalDate adultOn, LocalDate occurredOn) {
        return adultOn != null && !occurredOn.isBefore(adultOn);
    }

    private Verdict verdict() {
        catalogue();
        determination();
        division();
        dates();
        expiry();
        facts();
        var type = findings.inForce();
        if (type == null || !defects.isEmpty()) {
            return new Refused(List.copyOf(defects));
        }
        var finality = draft.finality();
        return new Admissible(new Submission(
                requireNonNull(draft.sourceRecordId()),
                requireNonNull(draft.revision()),
                type,
                requireNonNull(draft.person()),
                requireNonNull(draft.division()),
                requireNonNull(draft.occurredOn()),
                requireNonNull(draft.decisionNumber()),
                draft.noticeServedOn(),
                finality == null ? null : finality.basis(),
                draft.legalBasis(),
                datesOf(type),
                requireNonNull(draft.facts())));
    }

    /** P-6, P-7: what is over is refused as over, whether or not the catalogue already existed at the time. */
    private void expiry() {
        var type = findings.inForce() != null ? findings.inForce() : findings.current();
        if (type == null
                || draft.occurredOn() == null
                || draft.decidedOn() == null
                || draft.effectiveOn() == null
                || (type.isAdverse() && draft.noticeServedOn() == null)
                // Nothing can be counted from days that cannot be right.
                || defects.stream().anyMatch(defect -> defect.ground() == Ground.DATE_INVALID)) {
            return;
        }
        var dates = datesOf(type);
        if (dates.isOver(today)) {
            refuse(
                    Ground.ALREADY_EXPIRED,
                    "/decidedOn",
                    "display ended on " + dates.displayUntil() + "; do not send it");
        }
    }

    private RecordDates datesOf(RecordType type) {
        var finality = draft.finality();
        return RecordDates.of(
                type,
                new EventDates(
                        requireNonNull(draft.occurredOn()),
                        requireNonNull(draft.decidedOn()),
                        requireNonNull(draft.effectiveOn()),
                        draft.noticeServedOn(),
                        finality == null ? null : finality.on(),
                        today),
                calendar);
    }

    /** a type, its law, its providers; N-1: the notice of an adverse one. */
    private void catalogue() {
        if (draft.legalBasis().isEmpty()) {
            refuse(Ground.NO_LEGAL_BASIS, "/legalBasis", "name at least one code from the catalogue entry");
        }
        var type = findings.inForce();
        if (type == null) {
            if (draft.recordType() != null) {
                refuse(
                        findings.known() ? Ground.RECORD_TYPE_NOT_IN_FORCE : Ground.UNKNOWN_RECORD_TYPE,
                        "/recordType",
                        findings.known()
                                ? "was not in force on the day of the decision"
                                : "is not a code of the catalogue");
            }
            return;
        }
        for (var index = 0; index < draft.legalBasis().size(); index++) {
            if (!type.restsOn(draft.legalBasis().get(index))) {
                refuse(
                        Ground.NO_LEGAL_BASIS,
                        "/legalBasis/" + index,
                        "is not among the legal bases of this record type");
            }
        }
        if (!type.providingDepartments().contains(provider.department())) {
            refuse(
                    Ground.NOT_PROVIDING_DEPARTMENT,
                    "/recordType",
                    "is provided by " + sorted(type.providingDepartments()));
        }
        if (type.isAdverse() && draft.noticeServedOn() == null) {
            refuse(Ground.NOTICE_MISSING, "/noticeServedOn", "give the day on which the person was served the notice");
        }
    }

    /** number, day and effect of the document. */
    private void determination() {
        if (draft.decisionNumber() == null) {
            refuse(Ground.DETERMINATION_MISSING, "/decisionNumber", "give the number of the decision");
        }
        if (draft.decidedOn() == null) {
            refuse(Ground.DETERMINATION_MISSING, "/decidedOn", "give the day of the decision");
        }
        if (draft.effectiveOn() == null) {
            refuse(Ground.DETERMINATION_MISSING, "/effectiveOn", "give the day on which the decision took effect");
        }
    }

    private void division() {
        var division = draft.division();
        if (division == null) {
            return;
        }
        if (!findings.divisions().contains(division)) {
            refuse(
                    Ground.DIVISION_UNKNOWN,
                    "/division",
                    "use 530000 or the GB/T 2260 code of a prefecture of the province");
        } else if (provider.ownDivision() != null && !provider.ownDivision().equals(division)) {
            refuse(
                    Ground.NOT_PROVIDING_DEPARTMENT,
                    "/division",
                    "a prefecture hands in records of its own division only");
        }
    }

    /** conduct, decision, effect, today: in this order; notice after the decision; final not before its terms are over. */
    private void dates() {
        notBefore("/decidedOn", draft.decidedOn(), draft.occurredOn(), "the conduct (occurredOn)");
        notBefore("/effectiveOn", draft.effectiveOn(), draft.decidedOn(), "the decision (decidedOn)");
        notBefore("/noticeServedOn", draft.noticeServedOn(), draft.decidedOn(), "the decision (decidedOn)");
        notAfterToday("/occurredOn", draft.occurredOn());
        notAfterToday("/decidedOn", draft.decidedOn());
        notAfterToday("/effectiveOn", draft.effectiveOn());
        notAfterToday("/noticeServedOn", draft.noticeServedOn());
        var finality = draft.finality();
        if (finality == null) {
            return;
        }
        notAfterToday("/final/on", finality.on());
        notBefore("/final/on", finality.on(), draft.decidedOn(), "the decision (decidedOn)");
        // Where no notice is needed the terms run from the effect.
        var knownSince = draft.noticeServedOn() != null ? draft.noticeServedOn() : draft.effectiveOn();
        if (finality.basis() == Finality.Basis.CHALLENGE_PERIOD_OVER && knownSince != null) {
            var over = knownSince.plusMonths(CHALLENGE_MONTHS);
            if (finality.on().isBefore(over)) {
                refuse(Ground.DATE_INVALID, "/final/on", "the challenge period is not over before " + over);
            }
        }
    }

    /** nothing forbidden, nothing that the type does not need. */
    private void facts() {
        var prohibited = findings.prohibited();
        if (prohibited != null) {
            refuse(
                    Ground.PROHIBITED_DATA,
                    "/facts" + prohibited.pointer(),
                    "is data of the category " + prohibited.category() + "; remove it");
        }
        for (FactsDefect defect : findings.factsDefects()) {
            if (prohibited == null || !prohibited.pointer().equals(defect.pointer())) {
                refuse(Ground.FACTS_INVALID, "/facts" + defect.pointer(), defect.detail());
            }
        }
    }

    private void notBefore(String pointer, @Nullable LocalDate day, @Nullable LocalDate earliest, String what) {
        if (day != null && earliest != null && day.isBefore(earliest)) {
            refuse(Ground.DATE_INVALID, pointer, "lies before " + what);
        }
    }

    private void notAfterToday(String pointer, @Nullable LocalDate day) {
        if (day != null && day.isAfter(today)) {
            refuse(Ground.DATE_INVALID, pointer, "lies in the future");
        }
    }

    /** A field that could not even be read is named once, by what is wrong with its form. */
    private void refuse(Ground ground, String pointer, String detail) {
        if (!draft.isFaultyAt(pointer)) {
            defects.add(Defect.at(ground, pointer, detail));
        }
    }

    private static String sorted(Set<String> codes) {
        return String.join(", ", codes.stream().sorted().toList());
    }
}

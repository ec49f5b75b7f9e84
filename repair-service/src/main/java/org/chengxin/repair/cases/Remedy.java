package org.chengxin.repair.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.chengxin.repair.calendar.Term;
import org.chengxin.repair.calendar.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * What a person can do against a decision, and until when (rules D-6, X-1, X-6).
 *
 * @param until the last day; null where no period runs
 */
public record Remedy(Way way, String rule, @Nullable LocalDate until, String text) {

    /** The ways that are open. */
    public enum Way {
        REVIEW,
        DISPUTE,
        COMPLAINT,
        RECONSIDERATION,
        LAWSUIT,
        APPEAL
    }

    /** 行政复议法 Art. 20: 60 days from knowledge. */
    public static final Term RECONSIDERATION = new Term(60, Term.Unit.DAYS);

    /** 行政复议法 Art. 20: at most a year from knowledge, where the remedies were not told. */
    public static final Term RECONSIDERATION_UNTOLD = new Term(1, Term.Unit.YEARS);

    /** 行政复议法 Art. 21: nothing after five years. */
    public static final Term RECONSIDERATION_ABSOLUTE = new Term(5, Term.Unit.YEARS);

    /** 行政诉讼法 Art. 46: six months from knowledge. */
    public static final Term LAWSUIT = new Term(6, Term.Unit.MONTHS);

    /** 行政诉讼法 Art. 45: fifteen days after the reconsideration decision. */
    public static final Term LAWSUIT_AFTER_RECONSIDERATION = new Term(15, Term.Unit.DAYS);

    /** 行政诉讼法 Art. 85: fifteen days after the judgment. */
    public static final Term APPEAL = new Term(15, Term.Unit.DAYS);

    /** Everything that is open against a decision of today. */
    public static List<Remedy> against(CaseKind kind, LocalDate today, WorkingDays calendar) {
        var remedies = new ArrayList<Remedy>();
        switch (kind) {
            case LAWSUIT -> remedies.add(of(Way.APPEAL, "X-6", APPEAL, today, calendar, "向上一级人民法院提起上诉"));
            case RECONSIDERATION ->
                remedies.add(of(Way.LAWSUIT, "X-6", LAWSUIT_AFTER_RECONSIDERATION, today, calendar, "向人民法院提起行政诉讼"));
            case DISPUTE, REVIEW, REPAIR, EXTENSION, PERFORMANCE, STATEMENT, ANSWER -> {
                if (kind == CaseKind.DISPUTE) {
                    remedies.add(new Remedy(Way.REVIEW, "D-6", null, "向省发展改革部门申请复核"));
                }
                if (kind == CaseKind.ANSWER) {
                    remedies.add(new Remedy(Way.DISPUTE, "D-1", null, "对该信息提出异议"));
                }
                remedies.add(new Remedy(Way.COMPLAINT, "D-6", null, "向履行个人信息保护职责的部门投诉"));
                remedies.add(of(Way.RECONSIDERATION, "X-1", RECONSIDERATION, today, calendar, "依法申请行政复议"));
                remedies.add(of(Way.LAWSUIT, "X-6", LAWSUIT, today, calendar, "依法向人民法院提起行政诉讼"));
            }
        }
        return List.copyOf(remedies);
    }

    private static Remedy of(Way way, String rule, Term term, LocalDate today, WorkingDays calendar, String text) {
        return new Remedy(way, rule, term.end(today, calendar), text);
    }
}

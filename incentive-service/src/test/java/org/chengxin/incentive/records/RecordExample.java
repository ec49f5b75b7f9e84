package org.chengxin.incentive.records;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record to begin from: adverse, decided on 10 March 2026, final, shown for three years. */
public final class RecordExample {

    private UUID subjectId = UUID.randomUUID();
    private String recordType = "INCOME_TAX_ADVERSE";
    private Polarity polarity = Polarity.ADVERSE;
    private LocalDate decidedOn = LocalDate.of(2026, 3, 10);
    private @Nullable LocalDate answerUntil;
    private @Nullable LocalDate finalOn = LocalDate.of(2026, 9, 20);
    private LocalDate displayUntil = LocalDate.of(2029, 3, 10);
    private Standing standing = Standing.IN_FORCE;
    private boolean disputed;

    public static RecordExample adverse() {
        return new RecordExample();
    }

    public static RecordExample good() {
        var example = new RecordExample();
        example.polarity = Polarity.POSITIVE;
        example.recordType = "VOLUNTEER_POSITIVE";
        return example;
    }

    public RecordExample of(UUID subject) {
        subjectId = subject;
        return this;
    }

    public RecordExample polarity(Polarity value) {
        polarity = value;
        return this;
    }

    /** Decided, final and shown without end, so that only the day of the decision matters. */
    public RecordExample decided(LocalDate day) {
        decidedOn = day;
        finalOn = day;
        displayUntil = day.plusYears(100);
        return this;
    }

    public RecordExample answerUntil(LocalDate day) {
        answerUntil = day;
        return this;
    }

    public RecordExample finalOn(@Nullable LocalDate day) {
        finalOn = day;
        return this;
    }

    public RecordExample ends(LocalDate day) {
        displayUntil = day;
        return this;
    }

    public RecordExample standing(Standing value) {
        standing = value;
        return this;
    }

    public RecordExample disputed() {
        disputed = true;
        return this;
    }

    public KnownRecord build() {
        return new KnownRecord(
                UUID.randomUUID(),
                subjectId,
                1,
                recordType,
                polarity,
                decidedOn,
                answerUntil,
                finalOn,
                displayUntil,
                standing,
                disputed);
    }
}

package org.chengxin.repair.records;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record to begin from: adverse, general, decided on 10 March 2026, final, its duty not performed. */
public final class RecordExample {

    private UUID recordId = UUID.randomUUID();
    private UUID subjectId = UUID.randomUUID();
    private long version = 1;
    private int revision = 1;
    private String department = "PROV_STATE_TAX";
    private Polarity polarity = Polarity.ADVERSE;
    private @Nullable Severity severity = Severity.GENERAL;
    private LocalDate decidedOn = LocalDate.of(2026, 3, 10);
    private @Nullable LocalDate answerUntil = LocalDate.of(2026, 4, 3);
    private @Nullable LocalDate finalOn = LocalDate.of(2026, 9, 20);
    private LocalDate minDisplayUntil = LocalDate.of(2026, 6, 10);
    private LocalDate displayUntil = LocalDate.of(2027, 3, 10);
    private boolean repairable = true;
    private Standing standing = Standing.IN_FORCE;
    private boolean dutyPerformed;

    public static RecordExample adverse() {
        return new RecordExample();
    }

    public static RecordExample positive() {
        var example = new RecordExample();
        example.polarity = Polarity.POSITIVE;
        example.severity = null;
        example.answerUntil = null;
        return example;
    }

    public RecordExample of(UUID subject) {
        subjectId = subject;
        return this;
    }

    public RecordExample id(UUID record) {
        recordId = record;
        return this;
    }

    public RecordExample version(long number) {
        version = number;
        return this;
    }

    public RecordExample revision(int number) {
        revision = number;
        return this;
    }

    public RecordExample department(String code) {
        department = code;
        return this;
    }

    public RecordExample polarity(Polarity value) {
        polarity = value;
        return this;
    }

    public RecordExample severity(Severity value) {
        severity = value;
        return this;
    }

    public RecordExample answerUntil(@Nullable LocalDate day) {
        answerUntil = day;
        return this;
    }

    public RecordExample finalOn(@Nullable LocalDate day) {
        finalOn = day;
        return this;
    }

    public RecordExample opens(LocalDate day) {
        minDisplayUntil = day;
        return this;
    }

    public RecordExample ends(LocalDate day) {
        displayUntil = day;
        return this;
    }

    public RecordExample notRepairable() {
        repairable = false;
        return this;
    }

    public RecordExample standing(Standing value) {
        standing = value;
        return this;
    }

    public RecordExample dutyPerformed() {
        dutyPerformed = true;
        return this;
    }

    public KnownRecord build() {
        return new KnownRecord(
                recordId,
                subjectId,
                version,
                revision,
                "INCOME_TAX_ADVERSE",
                department,
                polarity,
                severity,
                decidedOn,
                answerUntil,
                finalOn,
                minDisplayUntil,
                displayUntil,
                repairable,
                standing,
                false,
                dutyPerformed);
    }
}

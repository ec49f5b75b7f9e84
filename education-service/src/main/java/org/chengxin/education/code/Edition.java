package org.chengxin.education.code;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One edition of the citizens' integrity code. Source: clause 1.1 of the founding document.
 *
 * <p>It encourages. No record, score or measure refers to it, and nobody keeps who has read it.
 *
 * @param edition number, counted from 1
 * @param sample text written for the demo province; it was issued by no government
 * @param effectiveFrom first day in force; null while a draft
 * @param effectiveUntil first day on which it is no longer in force; null while no later edition is published
 * @param version grows with every change, for {@code ETag}
 */
record Edition(
        UUID id,
        int edition,
        Status status,
        String titleZh,
        String titleEn,
        List<Article> articles,
        boolean sample,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveUntil,
        long version) {

    /** A draft can be read by the department that writes it; an edition in force by anyone. */
    enum Status {
        DRAFT,
        IN_FORCE
    }

    /** One article in both languages. */
    record Article(String textZh, String textEn) {}
}

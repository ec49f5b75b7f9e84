package org.chengxin.record.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of record in one version of the catalogue: law made readable by a machine (rule A-1).
 *
 * @param severity absent unless the type is adverse
 * @param providingDepartments codes of the departments that may hand in records of this type
 * @param noticeWorkingDays working days that the person has to answer after the notice (rule N-2)
 * @param openness with whom it is shared, whether it is published and repaired, and by which law
 * @param factsSchema JSON Schema 2020-12 of {@code facts}: a whitelist, each field with the reason why it is needed
 * @param inForceFrom first day of this version
 * @param inForceUntil first day on which this version is no longer in force
 */
public record RecordType(
        String code,
        int version,
        String nameZh,
        String nameEn,
        String nationalClass,
        String domain,
        @Nullable String occupation,
        Polarity polarity,
        @Nullable Severity severity,
        List<LegalBasis> legalBases,
        Set<String> providingDepartments,
        int noticeWorkingDays,
        DisplayMonths display,
        Openness openness,
        String factsSchema,
        LocalDate inForceFrom,
        @Nullable LocalDate inForceUntil) {

    public RecordType {
        legalBases = List.copyOf(legalBases);
        providingDepartments = Set.copyOf(providingDepartments);
        if (legalBases.isEmpty()) {
            throw new IllegalArgumentException(code + " names no legal basis (rule A-1)");
        }
        if ((polarity == Polarity.ADVERSE) != (severity != null)) {
            throw new IllegalArgumentException(
                    code + ": adverse types have a severity, the others have none (rule P-1)");
        }
        var publication = openness.publicationBasis();
        if (publication != null
                && legalBases.stream().noneMatch(basis -> basis.code().equals(publication))) {
            throw new IllegalArgumentException(code + " is published by a law that it does not rest on (rule P-8)");
        }
    }

    /** The same type with the months that the law allows. */
    RecordType displayed(DisplayMonths months) {
        return new RecordType(
                code,
                version,
                nameZh,
                nameEn,
                nationalClass,
                domain,
                occupation,
                polarity,
                severity,
                legalBases,
                providingDepartments,
                noticeWorkingDays,
                months,
                openness,
                factsSchema,
                inForceFrom,
                inForceUntil);
    }

    public boolean isInForce(LocalDate on) {
        return !on.isBefore(inForceFrom) && (inForceUntil == null || on.isBefore(inForceUntil));
    }

    /** unless a law excludes it. */
    public boolean repairable() {
        return openness.isRepairable();
    }

    public boolean isAdverse() {
        return polarity == Polarity.ADVERSE;
    }

    /** Whether an event that names this article stands on this type's law. */
    public boolean restsOn(String legalBasisCode) {
        return legalBases.stream().anyMatch(basis -> basis.code().equals(legalBasisCode));
    }
}

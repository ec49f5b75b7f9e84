package org.chengxin.identity.organisation;

import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.identity.document.SocialCreditCode;
import org.jspecify.annotations.Nullable;

/**
 * That a person answers for an organisation.
 *
 * @param reportedBy code of the department that says so
 * @param until the last day; null while no end is known
 * @param version grows by one with each change
 */
record ResponsiblePerson(
        SocialCreditCode organisation,
        UUID subjectId,
        Role role,
        LocalDate from,
        @Nullable LocalDate until,
        String reportedBy,
        long version) {

    /** In which way somebody answers for an organisation. */
    enum Role {
        /** 法定代表人. */
        LEGAL_REPRESENTATIVE,
        /** 主要负责人. */
        PRINCIPAL,
        /** 直接负责的主管人员. */
        DIRECTLY_RESPONSIBLE_SUPERVISOR,
        /** 其他直接责任人员. */
        OTHER_DIRECTLY_RESPONSIBLE
    }

    /** The register of organisations, which may correct what others said. */
    private static final String REGISTER = "PROV_AIC";

    /** Whether this department may change what was entered: who said it, or the register of organisations. */
    boolean mayBeChangedBy(String department) {
        return department.equals(reportedBy) || department.equals(REGISTER);
    }
}

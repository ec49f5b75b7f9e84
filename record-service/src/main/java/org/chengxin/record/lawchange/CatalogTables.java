package org.chengxin.record.lawchange;

import java.time.LocalDate;
import java.util.Map;
import org.chengxin.record.catalog.PeriodRules;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes approved changes to the tables of the catalogue: a new version beside the old ones, which stay as they are. */
@Component
class CatalogTables {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CatalogTables(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @return false when a version from that day or a later one is there already */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean addVersion(TypeDraft draft) {
        jdbc.sql("""
                update record_type
                   set in_force_until = :from
                 where code = :code and in_force_until is null and in_force_from < :from
                """)
                .param("code", draft.code())
                .param("from", draft.inForceFrom())
                .update();
        int version;
        try {
            version = jdbc.sql("""
                    insert into record_type (code, version, name_zh, name_en, national_class, domain, occupation, polarity,
                                             severity, notice_working_days, min_display_months, max_display_months,
                                             repairable, repair_exclusion_basis, sharing_scope, publication_basis,
                                             facts_schema, reason, in_force_from)
                    select :code, coalesce(max(version), 0) + 1, :nameZh, :nameEn, :nationalClass, :domain, :occupation,
                           :polarity, :severity, :notice, :min, :max, :repairable, :exclusion, :scope, :publication, :schema, :reason, :from
                      from record_type
                     where code = :code
                    returning version
                    """)
                    .param("code", draft.code())
                    .param("nameZh", draft.nameZh())
                    .param("nameEn", draft.nameEn())
                    .param("nationalClass", draft.nationalClass())
                    .param("domain", draft.domain())
                    .param("occupation", draft.occupation())
                    .param("polarity", draft.polarity().name())
                    .param(
                            "severity",
                            draft.severity() == null ? null : draft.severity().name())
                    .param("notice", draft.noticeWorkingDays())
                    .param("min", draft.display().minMonths())
                    .param("max", draft.display().maxMonths())
                    .param("repairable", draft.repairable())
                    .param("exclusion", draft.exclusion())
                    .param("scope", draft.scope().name())
                    .param("publication", draft.publicationBasis())
                    .param("schema", json.writeValueAsString(draft.factsSchema()))
                    .param("reason", draft.reason())
                    .param("from", draft.inForceFrom())
                    .query(Integer.class)
                    .single();
        } catch (DuplicateKeyException e) {
            // Index record_type_open_version: the open version begins on that day or later.
            return false;
        }
        for (var basis : draft.legalBases()) {
            jdbc.sql("insert into record_type_basis (code, version, legal_basis) values (:code, :version, :basis)")
                    .params(Map.of("code", draft.code(), "version", version, "basis", basis))
                    .update();
        }
        for (var provider : draft.providingDepartments()) {
            jdbc.sql("""
                    insert into record_type_department (code, version, department, reason)
                    values (:code, :version, :department, :reason)
                    """)
                    .param("code", draft.code())
                    .param("version", version)
                    .param("department", provider.department())
                    .param("reason", provider.reason())
                    .update();
        }
        return true;
    }

    /** @return false when a rule from that day or a later one is there already */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean addPeriod(PeriodDraft draft) {
        try {
            return draft.rule().equals(PeriodRules.CAP) ? addCap(draft) : addLevel(draft);
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private boolean addCap(PeriodDraft draft) {
        close(
                "update period_rule set in_force_until = :from where rule = :code and in_force_until is null and in_force_from < :from",
                draft.rule(),
                draft.inForceFrom());
        return jdbc.sql("""
                        insert into period_rule (rule, months, name_en, source, in_force_from)
                        select rule, :max, name_en, :source, :from
                          from period_rule
                         where rule = :code
                         order by in_force_from desc
                         limit 1
                        """)
                        .param("code", draft.rule())
                        .param("max", draft.maxMonths())
                        .param("source", draft.source())
                        .param("from", draft.inForceFrom())
                        .update()
                == 1;
    }

    private boolean addLevel(PeriodDraft draft) {
        close(
                "update severity_level set in_force_until = :from where code = :code and in_force_until is null and in_force_from < :from",
                draft.rule(),
                draft.inForceFrom());
        return jdbc.sql("""
                        insert into severity_level (code, min_display_months, max_display_months, source, in_force_from)
                        values (:code, :min, :max, :source, :from)
                        """)
                        .param("code", draft.rule())
                        .param("min", draft.minMonths())
                        .param("max", draft.maxMonths())
                        .param("source", draft.source())
                        .param("from", draft.inForceFrom())
                        .update()
                == 1;
    }

    private void close(String sql, String code, LocalDate from) {
        jdbc.sql(sql).param("code", code).param("from", from).update();
    }
}

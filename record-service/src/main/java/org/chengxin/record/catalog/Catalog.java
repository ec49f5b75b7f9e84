package org.chengxin.record.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The record types in all their versions, held in memory and read again every half minute (tables record_type…). */
@Component
public class Catalog {

    private static final TypeReference<List<LegalBasis>> LEGAL_BASES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private volatile PeriodRules periods;
    private volatile Map<String, List<RecordType>> versions;

    Catalog(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.periods = readPeriods();
        this.versions = read();
    }

    /** The version of a type that is in force on a day. */
    public Optional<RecordType> inForce(String code, LocalDate on) {
        return versions.getOrDefault(code, List.of()).stream()
                .filter(type -> type.isInForce(on))
                .findFirst()
                .map(type -> lawful(type, on));
    }

    /** Whether the catalogue has ever had a type of this code. */
    public boolean known(String code) {
        return versions.containsKey(code);
    }

    /** The types in force on a day, ordered by code. */
    public List<RecordType> all(LocalDate on) {
        return versions.values().stream()
                .flatMap(List::stream)
                .filter(type -> type.isInForce(on))
                .map(type -> lawful(type, on))
                .toList();
    }

    /** No type outlasts the law of the day of the determination, nor a milder one that came since. */
    private RecordType lawful(RecordType type, LocalDate decidedOn) {
        var own = type.display();
        return type.displayed(
                periods.months(own.minMonths(), own.maxMonths(), type.severity(), decidedOn, LocalDate.now(clock)));
    }

    /** Takes over what has been written to the tables since the last reading. */
    @Scheduled(fixedDelayString = "${chengxin.record.catalog-refresh:PT30S}")
    public void refresh() {
        periods = readPeriods();
        versions = read();
    }

    private PeriodRules readPeriods() {
        return new PeriodRules(jdbc.sql("""
                        select code, min_display_months, max_display_months, in_force_from, in_force_until
                          from severity_level
                        union all
                        select rule, 0, months, in_force_from, in_force_until
                          from period_rule
                        """)
                .query((row, _) -> new PeriodRules.Period(
                        row.getString("code"),
                        row.getInt("min_display_months"),
                        row.getInt("max_display_months"),
                        row.getObject("in_force_from", LocalDate.class),
                        nullable(row)))
                .list());
    }

    private Map<String, List<RecordType>> read() {
        return jdbc.sql("""
                    select t.code, t.version, t.name_zh, t.name_en, t.national_class, t.domain, t.occupation, t.polarity,
                           t.severity, t.notice_working_days, t.min_display_months, t.max_display_months, t.sharing_scope,
                           t.publication_basis, t.repair_exclusion_basis,
                           t.facts_schema, t.in_force_from, t.in_force_until,
                           (select json_agg(json_build_object('code', b.code, 'lawZh', b.law_zh, 'lawEn', b.law_en,
                                                              'article', b.article) order by b.code)
                              from record_type_basis tb join legal_basis b on b.code = tb.legal_basis
                             where tb.code = t.code and tb.version = t.version) as legal_bases,
                           (select coalesce(array_agg(d.department order by d.department), '{}')
                              from record_type_department d
                             where d.code = t.code and d.version = t.version) as departments
                      from record_type t
                     order by t.code, t.version desc
                    """).query((row, _) -> type(row)).list().stream()
                .collect(Collectors.groupingBy(RecordType::code, TreeMap::new, Collectors.toUnmodifiableList()));
    }

    private RecordType type(ResultSet row) throws SQLException {
        var severity = row.getString("severity");
        return new RecordType(
                row.getString("code"),
                row.getInt("version"),
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getString("national_class"),
                row.getString("domain"),
                row.getString("occupation"),
                Polarity.valueOf(row.getString("polarity")),
                severity == null ? null : Severity.valueOf(severity),
                json.readValue(row.getString("legal_bases"), LEGAL_BASES),
                Set.of((String[]) row.getArray("departments").getArray()),
                row.getInt("notice_working_days"),
                new DisplayMonths(
                        row.getInt("min_display_months"), row.getInt("max_display_months"), Integer.MAX_VALUE),
                new Openness(
                        SharingScope.valueOf(row.getString("sharing_scope")),
                        row.getString("publication_basis"),
                        row.getString("repair_exclusion_basis")),
                row.getString("facts_schema"),
                row.getObject("in_force_from", LocalDate.class),
                nullable(row));
    }

    private static @Nullable LocalDate nullable(ResultSet row) throws SQLException {
        return row.getObject("in_force_until", LocalDate.class);
    }
}

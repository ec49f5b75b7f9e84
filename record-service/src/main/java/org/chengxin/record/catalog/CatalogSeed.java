package org.chengxin.record.catalog;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.chengxin.record.SeedFile;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Writes the first version of the catalogue from the seed files, under Flyway's lock and again whenever a file changes.
 *
 * <p>Lists are brought up to date; a version of a record type, a level or a period that exists is never touched, because
 * decisions rest on it: a change of law is a new version.
 */
@Component
final class CatalogSeed implements JavaMigration {

    /** The first day on which the seeded catalogue is in force. */
    private static final LocalDate IN_FORCE_FROM = LocalDate.of(2024, 1, 1);

    private final SeedFile domains = SeedFile.named("record-domains.csv");
    private final SeedFile classes = SeedFile.named("national-catalog-classes.csv");
    private final SeedFile occupations = SeedFile.named("occupations.csv");
    private final SeedFile bases = SeedFile.named("legal-bases.csv");
    private final SeedFile levels = SeedFile.named("severity-levels.csv");
    private final SeedFile periods = SeedFile.named("period-rules.csv");
    private final SeedFile types = SeedFile.named("record-types.csv");
    private final SeedFile departments = SeedFile.named("providing-departments.csv");

    @Override
    public @Nullable MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return "seed of the catalogue";
    }

    @Override
    public Integer getChecksum() {
        return SeedFile.checksum(List.of(domains, classes, occupations, bases, levels, periods, types, departments));
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        write(context.getConnection());
    }

    void write(Connection connection) {
        var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        domains.rows().forEach(row -> writeDomain(jdbc, row));
        classes.rows().forEach(row -> writeClass(jdbc, row));
        occupations.rows().forEach(row -> writeOccupation(jdbc, row));
        bases.rows().forEach(row -> writeBasis(jdbc, row));
        levels.rows().forEach(row -> writeLevel(jdbc, row));
        periods.rows().forEach(row -> writePeriod(jdbc, row));
        var providers = departments.rows().stream().collect(Collectors.groupingBy(row -> row.get("legal_basis")));
        types.rows().forEach(row -> writeType(jdbc, row, providers.getOrDefault(row.get("legal_basis"), List.of())));
    }

    private static void writeDomain(JdbcClient jdbc, SeedFile.Row row) {
        jdbc.sql("""
                insert into record_domain (code, name_zh, name_en, note, seed_clause)
                values (:code, :name_zh, :name_en, :note, :seed_clause)
                on conflict (code) do update
                   set name_zh = excluded.name_zh, name_en = excluded.name_en, note = excluded.note,
                       seed_clause = excluded.seed_clause
                """).params(row.cells()).update();
    }

    private static void writeClass(JdbcClient jdbc, SeedFile.Row row) {
        jdbc.sql("""
                insert into national_class (code, name_zh, name_en, use_in_platform)
                values (:code, :name_zh, :name_en, :use_in_platform)
                on conflict (code) do update
                   set name_zh = excluded.name_zh, name_en = excluded.name_en, use_in_platform = excluded.use_in_platform
                """).params(row.cells()).update();
    }

    private static void writeOccupation(JdbcClient jdbc, SeedFile.Row row) {
        jdbc.sql("""
                insert into occupation (code, name_zh, name_en, professional_law)
                values (:code, :name_zh, :name_en, :professional_law_zh)
                on conflict (code) do update
                   set name_zh = excluded.name_zh, name_en = excluded.name_en, professional_law = excluded.professional_law
                """).params(row.cells()).update();
    }

    private static void writeBasis(JdbcClient jdbc, SeedFile.Row row) {
        jdbc.sql("""
                insert into legal_basis (code, law_zh, law_en, article, who_may_be_recorded, covers_natural_persons,
                                         what_may_be_recorded, publicity, source)
                values (:code, :law_zh, :law_en, :article, :who_may_be_recorded, :covers_natural_persons,
                        :what_may_be_recorded, :publicity_in_that_article, :source)
                on conflict (code) do update
                   set law_zh = excluded.law_zh, law_en = excluded.law_en, article = excluded.article,
                       who_may_be_recorded = excluded.who_may_be_recorded,
                       covers_natural_persons = excluded.covers_natural_persons,
                       what_may_be_recorded = excluded.what_may_be_recorded, publicity = excluded.publicity,
                       source = excluded.source
                """).params(row.cells()).update();
    }

    private static void writeLevel(JdbcClient jdbc, SeedFile.Row row) {
        jdbc.sql("""
                insert into severity_level (code, min_display_months, max_display_months, source, in_force_from)
                values (:code, :min::int, :max::int, :source, :from)
                on conflict do nothing
                """)
                .param("code", row.get("code"))
                .param("min", row.get("min_display_months"))
                .param("max", row.get("max_display_months"))
                .param("source", row.get("source"))
                .param("from", IN_FORCE_FROM)
                .update();
    }

    private static void writePeriod(JdbcClient jdbc, SeedFile.Row row) {
        jdbc.sql("""
                insert into period_rule (rule, months, name_en, source, in_force_from)
                values (:rule, :months::int, :name_en, :source, :from)
                on conflict do nothing
                """).params(row.cells()).param("from", IN_FORCE_FROM).update();
    }

    private static void writeType(JdbcClient jdbc, SeedFile.Row row, List<SeedFile.Row> providers) {
        var added = jdbc.sql("""
                insert into record_type (code, version, name_zh, name_en, national_class, domain, occupation, polarity,
                                         severity, notice_working_days, min_display_months, max_display_months,
                                         repairable, repair_exclusion_basis, facts_schema, reason, in_force_from)
                values (:code, 1, :name_zh, :name_en, :national_class, :domain, nullif(:occupation, ''), :polarity,
                        nullif(:severity, ''), :notice_working_days::int, :min_display_months::int,
                        :max_display_months::int, :repairable::boolean,
                        case when not :repairable::boolean then :reason end, :facts_schema, :reason, :from)
                on conflict do nothing
                """)
                        .params(row.cells())
                        .param(
                                "facts_schema",
                                SeedFile.named("facts/" + row.get("facts") + ".schema.json")
                                        .text())
                        .param("from", IN_FORCE_FROM)
                        .update()
                == 1;
        if (!added) {
            return;
        }
        jdbc.sql("insert into record_type_basis (code, version, legal_basis) values (:code, 1, :legal_basis)")
                .params(row.cells())
                .update();
        for (var provider : providers) {
            jdbc.sql("""
                    insert into record_type_department (code, version, department, reason)
                    values (:code, 1, :department, :reason)
                    """)
                    .param("code", row.get("code"))
                    .param("department", provider.get("department"))
                    .param("reason", provider.get("reason"))
                    .update();
        }
    }
}

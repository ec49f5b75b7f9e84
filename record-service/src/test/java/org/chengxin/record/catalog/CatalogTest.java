package org.chengxin.record.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.chengxin.record.SeedFile;
import org.chengxin.record.calendar.SeededCalendar;
import org.chengxin.record.calendar.WorkingDays;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class CatalogTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Autowired
    private Catalog catalog;

    @Autowired
    private WorkingDays workingDays;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void everyArticleThatCoversNaturalPersonsHasItsTypesAndNoOtherHas() {
        var expected = SeedFile.named("legal-bases.csv").rows().stream()
                .filter(basis -> !basis.get("covers_natural_persons").startsWith("no"))
                .flatMap(basis -> switch (basis.get("polarity")) {
                    case "both" -> Stream.of(basis.get("code") + "_ADVERSE", basis.get("code") + "_POSITIVE");
                    default ->
                        Stream.of(
                                basis.get("code") + "_" + basis.get("polarity").toUpperCase(Locale.ROOT));
                })
                .sorted()
                .toList();

        assertThat(catalog.all(TODAY)).extracting(RecordType::code).containsExactlyElementsOf(expected);
        assertThat(expected).hasSize(46);
    }

    @Test
    void aTypeCarriesItsLawItsProvidersAndItsPeriods() {
        var type = catalog.inForce("INCOME_TAX_ADVERSE", TODAY).orElseThrow();

        assertThat(type.legalBases())
                .containsExactly(new LegalBasis("INCOME_TAX", "个人所得税法", "Individual Income Tax Law", "Art. 15"));
        assertThat(type.providingDepartments()).containsExactlyInAnyOrder("PROV_STATE_TAX", "PROV_LOCAL_TAX");
        assertThat(type.domain()).isEqualTo("TAX");
        assertThat(type.severity()).isEqualTo(Severity.GENERAL);
        assertThat(type.display()).isEqualTo(new DisplayMonths(3, 12, 60));
        assertThat(type.noticeWorkingDays()).isEqualTo(10);
        assertThat(type.repairable()).isTrue();
    }

    @Test
    void nothingOfTheSeedIsPublishedOrExcludedFromRepair() {
        assertThat(catalog.all(TODAY))
                .filteredOn(type -> !type.code().startsWith("TEST_"))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.openness()).isEqualTo(Openness.usual()));
    }

    @Test
    void theCourtListIsSeriousJudicialAndTheCourtsAlone() {
        var type = catalog.inForce("COURT_ENFORCEMENT_ADVERSE", TODAY).orElseThrow();

        assertThat(type.nationalClass()).isEqualTo("JUDICIAL");
        assertThat(type.severity()).isEqualTo(Severity.SERIOUS);
        assertThat(type.display()).isEqualTo(new DisplayMonths(12, 36, 60));
        assertThat(type.providingDepartments()).containsExactly("PROV_HIGH_COURT");
    }

    @Test
    void positiveTypesHaveNoSeverityNoWindowAndNeverOutlastFiveYears() {
        assertThat(catalog.all(TODAY))
                .filteredOn(type -> type.polarity() == Polarity.POSITIVE)
                .hasSize(11)
                .allSatisfy(type -> {
                    assertThat(type.severity()).isNull();
                    assertThat(type.noticeWorkingDays()).isZero();
                    assertThat(type.display()).isEqualTo(new DisplayMonths(0, 60, 60));
                });
    }

    @Test
    void atLeastTenDepartmentsProvideSomething() {
        var departments = catalog.all(TODAY).stream()
                .flatMap(type -> type.providingDepartments().stream())
                .collect(Collectors.toSet());

        assertThat(departments).hasSizeGreaterThanOrEqualTo(10);
        assertThat(catalog.all(TODAY))
                .allSatisfy(type -> assertThat(type.providingDepartments()).isNotEmpty());
    }

    @Test
    void all17DomainsAreThereAlsoThoseWithoutAVerifiedLaw() {
        var empty = jdbc.sql("""
                        select d.code
                          from record_domain d
                         where d.seed_clause <> ''
                           and not exists (select 1 from record_type t where t.domain = d.code)
                         order by d.code
                        """).query((row, _) -> row.getString("code")).list();

        assertThat(jdbc.sql("select count(*) from record_domain where seed_clause <> ''")
                        .query(Integer.class)
                        .single())
                .isEqualTo(17);
        // no credit-record article verified in the fire law; the trademark article covers agencies only
        assertThat(empty).containsExactly("FIRE_SAFETY", "IP");
    }

    @Test
    void theDayDecidesWhichVersionIsInForce() {
        assertThat(catalog.inForce("INCOME_TAX_ADVERSE", LocalDate.of(2023, 12, 31)))
                .isEmpty();
        assertThat(catalog.inForce("INCOME_TAX_ADVERSE", LocalDate.of(2024, 1, 1)))
                .isPresent();
        assertThat(catalog.known("INCOME_TAX_ADVERSE")).isTrue();
        assertThat(catalog.known("GOSSIP_ADVERSE")).isFalse();
    }

    @Test
    void aNewVersionIsTakenOverByARefreshAndItsDisplayNeverOutlastsItsLevel() {
        var seen = transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                    update record_type set in_force_until = '2027-01-01'
                     where code = 'TOURISM_ADVERSE' and version = 1
                    """).update();
            jdbc.sql("""
                    insert into record_type (code, version, name_zh, name_en, national_class, domain, occupation, polarity,
                                             severity, notice_working_days, min_display_months, max_display_months,
                                             repairable, facts_schema, reason, in_force_from)
                    select code, 2, name_zh, name_en, national_class, domain, occupation, polarity, severity, 15, 3, 48,
                           repairable, facts_schema, 'a longer window', '2027-01-01'
                      from record_type
                     where code = 'TOURISM_ADVERSE' and version = 1
                    """).update();
            jdbc.sql(
                            "insert into record_type_basis (code, version, legal_basis) values ('TOURISM_ADVERSE', 2, 'TOURISM')")
                    .update();
            catalog.refresh();
            return catalog.inForce("TOURISM_ADVERSE", LocalDate.of(2027, 1, 1)).orElseThrow();
        });
        catalog.refresh();

        assertThat(Objects.requireNonNull(seen).version()).isEqualTo(2);
        assertThat(seen.noticeWorkingDays()).isEqualTo(15);
        assertThat(seen.display().maxMonths()).isEqualTo(12);
        assertThat(catalog.inForce("TOURISM_ADVERSE", LocalDate.of(2027, 1, 1))
                        .orElseThrow()
                        .version())
                .isEqualTo(1);
    }

    @Test
    void seedingTwiceChangesNothingThatADecisionMayRestOn() {
        var noticeDays = transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("update record_type set notice_working_days = 20 where code = 'TOURISM_ADVERSE'")
                    .update();
            new CatalogSeed().write(DataSourceUtils.getConnection(dataSource));
            return jdbc.sql("select notice_working_days from record_type where code = 'TOURISM_ADVERSE'")
                    .query(Integer.class)
                    .single();
        });

        assertThat(noticeDays).isEqualTo(20);
    }

    @Test
    void theCalendarOfTheServiceIsTheSeededOne() {
        var seeded = SeededCalendar.workingDays();

        assertThat(LocalDate.of(2023, 12, 1).datesUntil(LocalDate.of(2027, 2, 1)))
                .allMatch(day -> workingDays.isWorkingDay(day) == seeded.isWorkingDay(day));
        assertThat(workingDays.knows(2026)).isTrue();
        assertThat(workingDays.knows(2027)).isFalse();
    }
}

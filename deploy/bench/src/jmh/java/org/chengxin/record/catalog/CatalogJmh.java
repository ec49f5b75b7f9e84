package org.chengxin.record.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.chengxin.record.SeedFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Facts against the whitelist of their type, and the periods of the law: both for every event. */
@State(Scope.Thread)
public class CatalogJmh {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FactsCheck check = new FactsCheck();
    private final LocalDate decidedOn = LocalDate.of(2026, 1, 15);
    private final LocalDate today = LocalDate.of(2026, 11, 26);
    private final PeriodRules rules = new PeriodRules(List.of(
            new PeriodRules.Period("GENERAL", 3, 12, LocalDate.of(2024, 1, 1), LocalDate.of(2026, 4, 1)),
            new PeriodRules.Period("GENERAL", 3, 9, LocalDate.of(2026, 4, 1), null),
            new PeriodRules.Period("SERIOUS", 6, 36, LocalDate.of(2024, 1, 1), null),
            new PeriodRules.Period(PeriodRules.CAP, 0, 60, LocalDate.of(2024, 1, 1), null)));
    private final String text = "{\"conductSummary\":\"未按规定期限履行义务\",\"fineCny\":2000}";
    private RecordType type;
    private JsonNode facts;

    @Setup
    public void read() {
        type = new RecordType(
                "INCOME_TAX_ADVERSE",
                1,
                "个人所得税违法信息",
                "Violations of the individual income tax law",
                "ADMINISTRATIVE",
                "TAX",
                null,
                Polarity.ADVERSE,
                Severity.GENERAL,
                List.of(new LegalBasis("INCOME_TAX", "个人所得税法", "Individual Income Tax Law", "Art. 15")),
                Set.of("PROV_STATE_TAX"),
                10,
                new DisplayMonths(3, 12, 60),
                Openness.usual(),
                SeedFile.named("facts/administrative-adverse.schema.json").text(),
                LocalDate.of(2024, 1, 1),
                null);
        facts = JSON.readTree(text);
    }

    @Benchmark
    public List<FactsDefect> factsAgainstTheirSchema() {
        return check.defects(type, facts);
    }

    @Benchmark
    public JsonNode factsReadFromJson() {
        return JSON.readTree(text);
    }

    @Benchmark
    public DisplayMonths periodsOfADetermination() {
        return rules.months(3, 12, Severity.GENERAL, decidedOn, today);
    }
}

package org.chengxin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chengxin.bench.report.Figures;
import org.chengxin.bench.report.Repeats;
import org.chengxin.local.Complaint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark runs and checks what it leaves behind; how fast is not asked here. */
class BenchTest {

    @TempDir
    private Path results;

    @Test
    void everyMeasureIsTakenInSmall() throws Exception {
        var settings = Settings.of(
                "--events",
                "1500",
                "--persons",
                "150",
                "--seconds",
                "1",
                "--warm",
                "1",
                "--records",
                "20000",
                "--only",
                "ingest,resolve,query,visible,snapshot,micro,growth,faults",
                "--faults",
                "kill-record-service",
                "--rate",
                "60",
                "--questions",
                "20");

        var file = Main.run(settings, Path.of("target", "smoke").toAbsolutePath(), results);

        assertThat(Files.readString(file))
                .contains("| ingest | records lost or doubled | 0 |")
                .contains("| ingest | records of an older revision | 0 |")
                .contains("| visible | records that did not show | 0 |")
                .contains("| faults | faults that left something lost, doubled, wrong or stale | 0 |")
                .contains("| kill-record-service |")
                .contains("ours / limit A", "ours / limit B", "ours / the statement", "ours / limit (records")
                .contains("ours / peer", "peer: records it leaves at an older revision")
                // Either measured or said to be missing on this machine.
                .contains("nginx in the gateway's place", "pgbench, same select and inserts")
                .contains("amendment of an old record, processor time against the smallest")
                .contains("| micro | append of one leaf: ns |", "| micro | facts against their schema: ns |")
                .contains("| growth | invariants that hold on what it left behind |")
                .doesNotContain("errors", "not measured");
    }

    @Test
    void anArgumentThatIsNotUnderstoodIsToldWithTheUsage() {
        assertThatThrownBy(() -> Settings.of("--evnts", "5"))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("--events");
        assertThatThrownBy(() -> Settings.of("--events", "none")).hasMessageContaining("none is no number above zero");
        assertThatThrownBy(() -> Settings.of("--repeat", "0")).hasMessageContaining("0 is no number above zero");
        assertThatThrownBy(() -> Settings.of("--only", "speed")).hasMessageContaining("speed is no measure");
        assertThatThrownBy(() -> Settings.of("--set", "POOL")).hasMessageContaining("POOL sets nothing");
        assertThat(Settings.of("--set", "POOL=20", "--set", "BATCH=5").environment())
                .containsOnly(Map.entry("POOL", "20"), Map.entry("BATCH", "5"));
        assertThatThrownBy(() -> Settings.of("--events")).isInstanceOf(Complaint.class);
    }

    @Test
    void aRatioKnowsWhetherItIsReached() {
        var figures = new Figures();
        figures.ratio("query", "rate", 40, 100, ">= 0.35");
        figures.ratio("resolve", "time", 400, 100, "<= 3");
        figures.plain("start", "seconds", "%d", 40);

        assertThat(figures.all()).extracting(Figures.Figure::reached).containsExactly("yes", "no", "");
        assertThat(figures.table()).contains("| query | rate | 0.40 | >= 0.35 | yes |");
    }

    @Test
    void severalRunsAreHeldTogetherByTheirSpread() {
        var table = Repeats.table(List.of(run(40, 700), run(30, 1_100), run(36, 900)));

        assertThat(table)
                .contains("| query | rate | 0.40 | 0.30 | 0.36 | 0.30 / 0.36 / 0.40 | >= 0.35 | in 2 of 3 |")
                .contains("| start | seconds | 700 | 1,100 | 900 | 700 / 900 / 1,100 |  |  |");
        assertThat(Repeats.table(List.of(run(40, 700)))).isEqualTo(run(40, 700).table());
    }

    private static Figures run(double rate, int seconds) {
        var figures = new Figures();
        figures.ratio("query", "rate", rate, 100, ">= 0.35");
        figures.plain("start", "seconds", "%,d", seconds);
        return figures;
    }
}

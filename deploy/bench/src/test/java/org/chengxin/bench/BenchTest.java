package org.chengxin.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chengxin.bench.report.Figures;
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
                "2",
                "--only",
                "resolve,query,visible,snapshot,faults",
                "--faults",
                "kill-record-service,kill-sharing-service",
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
                .contains("| kill-record-service |", "| kill-sharing-service |")
                .contains("ours / limit A", "ours / limit B", "ours / the statement", "ours / limit (records")
                .doesNotContain("errors");
    }

    @Test
    void anArgumentThatIsNotUnderstoodIsToldWithTheUsage() {
        assertThatThrownBy(() -> Settings.of("--evnts", "5"))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("--events");
        assertThatThrownBy(() -> Settings.of("--events", "none")).hasMessageContaining("none is no number above zero");
        assertThatThrownBy(() -> Settings.of("--only", "speed")).hasMessageContaining("speed is no measure");
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
}

package org.chengxin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeedFileTest {

    @Test
    void quotedCellsKeepTheirCommas() {
        var ecommerce = SeedFile.named("record-types.csv").rows().stream()
                .filter(row -> row.get("code").equals("APPRAISAL_ADVERSE"))
                .findFirst();

        assertThat(ecommerce)
                .hasValueSatisfying(row ->
                        assertThat(row.get("reason")).isEqualTo("compliance of members, held by the association"));
    }

    @Test
    void severalValuesAreSeparatedBySemicolons() {
        assertThat(SeedFile.values("a;b")).containsExactly("a", "b");
        assertThat(SeedFile.values(" ")).isEmpty();
    }

    @Test
    void aMissingFileOrColumnIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SeedFile.named("nothing.csv"))
                .withMessageContaining("nothing.csv");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SeedFile.named("period-rules.csv").rows().getFirst().get("colour"))
                .withMessageContaining("colour");
    }

    @Test
    void theChecksumTellsFilesApart() {
        var one = SeedFile.named("period-rules.csv");
        var other = SeedFile.named("occupations.csv");

        assertThat(SeedFile.checksum(List.of(one))).isNotEqualTo(SeedFile.checksum(List.of(one, other)));
    }
}

package org.chengxin.record.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.chengxin.record.ledger.Source.News;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {

    @ParameterizedTest(name = "revision {0} (withdrawn {1}) meets {2} (withdrawal {3}): {4}")
    @CsvSource({
        "1, false, 1, false, DUPLICATE",
        "2, false, 1, false, SUPERSEDED",
        "1, false, 2, false, NEW",
        "1, false, 1, true,  NEW",
        "1, false, 2, true,  NEW",
        "2, false, 1, true,  SUPERSEDED",
        "1, true,  1, false, SUPERSEDED",
        "1, true,  1, true,  DUPLICATE",
        "2, true,  1, false, SUPERSEDED",
        "1, true,  2, false, NEW",
        "0, false, 1, false, NEW"
    })
    void theHighestRevisionWinsAndWithinOneTheWithdrawal(
            int known, boolean withdrawn, int arrived, boolean withdrawal, News news) {
        var source = new Source(new Source.Key("PROV_STATE_TAX", "TAX-1"), known, withdrawn, null);

        assertThat(source.compare(arrived, withdrawal)).isEqualTo(news);
    }
}

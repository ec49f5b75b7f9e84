package org.chengxin.incentive.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.chengxin.incentive.measures.Measure.Application;
import org.chengxin.incentive.measures.Measure.Incentive;
import org.chengxin.incentive.measures.Measure.Sanction;
import org.chengxin.incentive.measures.Measures.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

class MeasuresTest {

    static final Measures MEASURES = published();

    @ParameterizedTest(name = "{0} needs {1}")
    @CsvSource({
        "GREEN_CHANNEL, GOOD_STANDING_OR_ADVERSE_FREE",
        "DEFICIENCY_TOLERANT_ACCEPTANCE, GOOD_STANDING_OR_ADVERSE_FREE",
        "EDUCATION_SUPPORT, GOOD_STANDING",
        "JOINT_INCENTIVE, GOOD_STANDING",
        "MARKET_PREFERENCE, PROOF_BY_PERSON",
        "PUBLIC_RECOGNITION, CONSENT_OF_PERSON",
    })
    void anIncentiveSaysWhoIsEntitled(String code, Criterion criterion) {
        assertThat(MEASURES.find(code))
                .containsInstanceOf(Incentive.class)
                .get()
                .extracting(measure -> ((Incentive) measure).criterion())
                .isEqualTo(criterion);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "LICENSE_REAPPLY_BAN_1Y, ENABLED",
        "HONOR_LIMIT, ENABLED_WITH_RULE",
        "EXIT_RESTRICTION_COURT, MIRROR_ONLY",
        "PUBLIC_DISCLOSURE, OFF_BY_DEFAULT",
    })
    void aSanctionSaysHowFarThePlatformHasAHandInIt(String code, Application application) {
        assertThat(MEASURES.find(code))
                .containsInstanceOf(Sanction.class)
                .get()
                .extracting(measure -> ((Sanction) measure).application())
                .isEqualTo(application);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"EXPOSURE", "CREDIT_BUREAU_RECORD", "PRUDENT_LENDING", "DIFFERENTIATED_SERVICE", "TIP_OFF", ""})
    void whatThePlatformRefusesLeavesToTheMarketOrOnlyForwardsIsNoMeasureInForce(String code) {
        assertThat(MEASURES.find(code)).isEmpty();
    }

    @Test
    void everyMeasureNamesItsLaw() {
        assertThat(MEASURES.page(null, null, 1000))
                .hasSize(9 + 34)
                .allSatisfy(measure -> assertThat(measure.law()).isNotBlank().doesNotContain("none"));
    }

    @Test
    void pagesMeetWithoutGapOrOverlap() {
        var codes = new ArrayList<String>();

        for (String after = null; ; after = codes.getLast()) {
            var page = MEASURES.page(Kind.SANCTION, after, 7);
            page.forEach(measure -> codes.add(measure.code()));
            if (page.size() < 7) {
                break;
            }
        }

        assertThat(codes).hasSize(34).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aCriterionThatNoRuleStandsForStopsTheStart() {
        assertThatThrownBy(() -> Criterion.of("rich == true")).hasMessageContaining("rich == true");
    }

    @Test
    void aCellMayHoldCommasAndQuotes() {
        var rows = Csv.rows("code,note\nA,\"one, \"\"two\"\"\"\nB,\n");

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst()).containsEntry("note", "one, \"two\"");
        assertThat(rows.getLast()).containsEntry("note", "");
    }

    @Test
    void aRowThatIsTooShortStopsTheStart() {
        assertThatThrownBy(() -> Csv.rows("code,note\nA\n")).hasMessageContaining("1 cells instead of 2");
    }

    static Measures published() {
        try {
            return new MeasureConfiguration()
                    .measures(
                            new ClassPathResource("measures/incentive-measures.csv"),
                            new ClassPathResource("measures/sanction-measures.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

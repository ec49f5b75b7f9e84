package org.chengxin.identity.realname;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CoverageTest extends IdentityApi {

    @BeforeEach
    void nobodyIsRegisteredYet() {
        jdbc.sql("delete from real_name_entry").update();
    }

    @Test
    void personsCountByFieldDivisionAndMonth() {
        authoritySays("AGREES");
        clock.set(LocalDate.of(2026, 10, 31));
        registerIn("TELECOM", tokens.prefecture("530300"));
        clock.set(LocalDate.of(2026, 11, 1));
        registerIn("TELECOM", tokens.prefecture("530300"));
        registerIn("POSTAL", tokens.department("PROV_POST"));
        authoritySays("DISAGREES");
        registerIn("TELECOM", tokens.prefecture("530300"));

        var items = get("/v1/real-name-coverage?from=2026-10&until=2026-11", tokens.auditor())
                .body()
                .path("items");

        assertThat(items.valueStream().map(CoverageTest::line))
                .containsExactly(
                        "2026-10 TELECOM 530300 1 1", "2026-11 POSTAL 530000 1 1", "2026-11 TELECOM 530300 2 1");
    }

    @Test
    void usuallyTheLastTwelveMonthsAreTold() {
        var told = get("/v1/real-name-coverage", tokens.prefecture("530100")).body();

        assertThat(told.path("from").asString()).isEqualTo("2025-12");
        assertThat(told.path("until").asString()).isEqualTo("2026-11");
        assertThat(told.path("items")).isEmpty();
    }

    @ParameterizedTest(name = "{0} to {1}: {3}")
    @CsvSource({
        "2026-11, 2026-10, 422, period-invalid",
        "2023-11, 2026-11, 422, period-invalid",
        "2026-13, 2026-11, 400, parameter-invalid"
    })
    void aPeriodThatIsNoneIsRefused(String from, String until, int status, String slug) {
        var answer = get("/v1/real-name-coverage?from=" + from + "&until=" + until, tokens.auditor());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.slug()).isEqualTo(slug);
    }

    @Test
    void threeYearsAreNotTooLong() {
        assertThat(get("/v1/real-name-coverage?from=2023-12&until=2026-11", tokens.auditor())
                        .status())
                .isEqualTo(200);
        assertThat(get("/v1/real-name-coverage", tokens.officer(TAX)).status()).isEqualTo(403);
    }

    private void registerIn(String field, String token) {
        var document = Map.of("type", "RESIDENT_ID", "number", Numbers.next());
        var registered =
                post("/v1/subjects", token, Map.of("document", document, "name", "王测试", "realNameField", field));
        assertThat(registered.status()).as(registered.text()).isEqualTo(201);
    }

    private static String line(JsonNode item) {
        return String.join(
                " ",
                item.path("month").asString(),
                item.path("field").asString(),
                item.path("division").asString(),
                item.path("registered").toString(),
                item.path("verified").toString());
    }
}

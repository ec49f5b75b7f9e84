package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two administrators shorten the display of a kind of record: seen beforehand, never alone, and the records follow. */
class CatalogueJourney {

    private static final String TYPE = "FOOD_CREDIT_FILE_ADVERSE";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Api api = new Api(Platform.suite());

    @Test
    void aShorterPeriodIsPreviewedApprovedByAnotherAndReachesTheRecordsThatExist() throws Exception {
        var decision = decision();
        var reported = api.post("/v1/records", api.client("dept-prov-aic"), decision);
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        var recordId = reported.json().path("recordId").asString();
        var decidedOn = LocalDate.parse(String.valueOf(decision.get("decidedOn")));
        assertThat(mine(recordId).path("displayUntil").asString())
                .isEqualTo(decidedOn.plusMonths(12).toString());

        var proposed =
                api.post("/v1/record-types/" + TYPE + "/versions", api.user("catalog-admin-1"), shorterFromTomorrow());
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        var proposal = "/v1/record-types/proposals/"
                + proposed.json().path("proposal").path("proposalId").asString();
        var comment = api.post(proposal + "/comments", api.user("officer-prov-aic"), Map.of("text", "同意缩短展示期。"));
        assertThat(comment.status()).as(comment.text()).isEqualTo(200);
        var preview = api.withoutToken(proposal + "/preview").json();
        assertThat(preview.path("concerned").asLong()).isPositive();
        assertThat(preview.path("shorter").asLong()).isPositive();
        assertThat(preview.path("entry").valueStream()).anySatisfy(difference -> {
            assertThat(difference.path("member").asString()).isEqualTo("maxMonths");
            assertThat(difference.path("now").asString()).isEqualTo("12");
            assertThat(difference.path("then").asString()).isEqualTo("9");
        });

        assertThat(api.post(proposal + "/approval", api.user("catalog-admin-1"), Map.of())
                        .problem())
                .isEqualTo("four-eyes");
        assertThat(api.post(proposal + "/approval", api.user("officer-prov-aic"), Map.of())
                        .status())
                .isEqualTo(403);
        var approved = api.post(proposal + "/approval", api.user("catalog-admin-2"), Map.of());
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(maxMonths(Cases.today())).isEqualTo(12);
        assertThat(maxMonths(Cases.today().plusDays(1))).isEqualTo(9);

        try {
            moveClock(Duration.ofDays(1));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(mine(recordId).path("displayUntil").asString())
                                    .isEqualTo(decidedOn.plusMonths(9).toString()));
            assertThat(api.get("/v1/records/" + recordId + "/history", api.user("citizen-7"))
                            .items())
                    .extracting(version -> version.path("cause").asString())
                    .contains("REPORTED", "RULES_CHANGED");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !api.withoutToken(proposal)
                            .json()
                            .path("recomputation")
                            .path("finishedAt")
                            .asString("")
                            .isEmpty());
        } finally {
            moveClock(Duration.ZERO);
        }
    }

    private static Map<String, Object> decision() {
        var data = Cases.with(Cases.taxDecision(Cases.citizen(7)), "recordType", TYPE);
        data = Cases.with(data, "legalBasis", List.of("FOOD_CREDIT_FILE"));
        return Cases.with(data, "facts", Map.of("summary", "未按规定保存进货凭证", "dutyPerformed", true));
    }

    /** The entry as it is, with nine months instead of twelve. */
    private Map<String, Object> shorterFromTomorrow() {
        var entry = api.withoutToken("/v1/record-types/" + TYPE).json();
        var draft = new LinkedHashMap<String, Object>();
        for (var member : List.of("code", "nameZh", "nameEn", "nationalClass", "domain", "polarity", "severity")) {
            draft.put(member, entry.path(member).asString());
        }
        draft.put(
                "legalBases",
                entry.path("legalBases")
                        .valueStream()
                        .map(basis -> basis.path("code").asString())
                        .toList());
        draft.put(
                "providingDepartments",
                entry.path("providingDepartments")
                        .valueStream()
                        .map(department -> Map.of("department", department.asString(), "reason", "competent as before"))
                        .toList());
        draft.put("noticeWorkingDays", entry.path("noticeWorkingDays").asInt());
        draft.put("display", Map.of("minMonths", 3, "maxMonths", 9));
        draft.put("repairable", entry.path("repairable").asBoolean());
        draft.put("factsSchema", entry.path("factsSchema"));
        draft.put("reason", "shorter, because twelve months are more than the purpose needs");
        draft.put("inForceFrom", Cases.today().plusDays(1).toString());
        return draft;
    }

    private int maxMonths(LocalDate on) {
        return api.withoutToken("/v1/record-types/" + TYPE + "?on=" + on)
                .json()
                .path("display")
                .path("maxMonths")
                .asInt();
    }

    private JsonNode mine(String recordId) {
        return api.get("/v1/me/records?limit=200", api.user("citizen-7")).items().stream()
                .filter(record -> record.path("recordId").asString().equals(recordId))
                .findFirst()
                .orElseThrow();
    }

    private static void moveClock(Duration offset) throws InterruptedException {
        Platform.suite().stop(Part.RECORD_SERVICE);
        Suite.start(Platform.options().with("CHENGXIN_CLOCK_OFFSET", offset.toString()));
    }
}

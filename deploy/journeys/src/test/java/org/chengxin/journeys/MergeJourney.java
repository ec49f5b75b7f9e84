package org.chengxin.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One person was registered twice: two reviewers merge the subjects, everything that the platform knows is known of one
 * person; two reviewers undo it, and every service says what it said before.
 */
class MergeJourney {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int WANG = 17;
    private static final int SAME_WANG = 18;
    /** Members that tell how often something changed, not what it is. */
    private static final Set<String> COUNTING = Set.of("version", "position", "changedAt");

    private final Api api = new Api(Platform.suite());
    private final Feed feed = new Feed(api);

    /**
     * What the services say of one of the two.
     *
     * @param mine what the person sees of their records
     * @param queried what a prefecture is answered
     * @param offered what the national platform was told last of each record
     * @param bank what a bank is answered: records, or the reason of its refusal
     * @param entitled what incentive-service says
     * @param cases the cases that the person sees
     */
    private record Said(
            SortedMap<String, String> mine,
            SortedMap<String, String> queried,
            SortedMap<String, String> offered,
            SortedMap<String, String> bank,
            String entitled,
            Set<String> cases) {}

    @Test
    void twoSubjectsAreOnePersonUntilItIsUndoneAndThenEverythingIsAsBefore() throws Exception {
        String tax = reported(WANG, Cases.taxDecision(Cases.citizen(WANG)));
        String sameTax = reported(SAME_WANG, Cases.taxDecision(Cases.citizen(SAME_WANG)));
        String honest = reported(SAME_WANG, honestTaxpayer());
        consented();
        disputed(sameTax);
        eventually(() -> assertThat(said(SAME_WANG, Set.of(sameTax, honest)).offered())
                .hasSize(2)
                .allSatisfy((_, item) -> assertThat(item).contains("UPSERT")));
        eventually(() -> assertThat(said(SAME_WANG, Set.of(sameTax)).offered().get(sameTax))
                .contains("\"disputed\":true"));
        eventually(() -> assertThat(said(WANG, Set.of(tax)).queried()).containsKey(tax));
        eventually(() -> assertThat(entitlement(SAME_WANG)).contains("true"));
        var before = said(WANG, Set.of(tax));
        var sameBefore = said(SAME_WANG, Set.of(sameTax, honest));
        var seenBefore = List.of(accesses(WANG), accesses(SAME_WANG));
        assertThat(before.mine()).containsKey(tax).doesNotContainKeys(sameTax, honest);
        assertThat(sameBefore.mine()).containsKeys(sameTax, honest).doesNotContainKey(tax);

        String merge = proposed();
        assertThat(step(merge, "approval", "reviewer-1", Map.of("approved", true))
                        .problem())
                .isEqualTo("four-eyes");
        assertThat(said(WANG, Set.of(tax))).isEqualTo(before);
        taken(step(merge, "approval", "reviewer-2", Map.of("approved", true)), "MERGED");

        var all = Set.of(tax, sameTax, honest);
        eventually(() -> onePersonKnows(WANG, all));
        eventually(() -> onePersonKnows(SAME_WANG, all));
        String meanwhile = reported(SAME_WANG, Cases.taxDecision(Cases.citizen(SAME_WANG)));
        eventually(() -> assertThat(said(WANG, all).mine()).containsKey(meanwhile));

        taken(step(merge, "reversal", "reviewer-2", Map.of("reason", "MISTAKE")), "REVERSAL_PROPOSED");
        assertThat(step(merge, "reversal/approval", "reviewer-2", Map.of()).problem())
                .isEqualTo("four-eyes");
        taken(step(merge, "reversal/approval", "reviewer-1", Map.of()), "REVERSED");

        eventually(() -> assertThat(said(WANG, Set.of(tax))).isEqualTo(before));
        eventually(() -> assertThat(without(meanwhile, said(SAME_WANG, Set.of(sameTax, honest))))
                .isEqualTo(sameBefore));
        eventually(() -> assertThat(said(SAME_WANG, Set.of(meanwhile)).queried())
                .as("what came by the card of the one meanwhile is theirs")
                .containsKey(meanwhile));
        assertThat(accesses(WANG)).containsAll(seenBefore.getFirst()).doesNotContainAnyElementsOf(seenBefore.getLast());
        assertThat(accesses(SAME_WANG))
                .containsAll(seenBefore.getLast())
                .doesNotContainAnyElementsOf(seenBefore.getFirst());
    }

    /** Every service says of both what it knows of either, and receivers were told whose the records are. */
    private void onePersonKnows(int citizen, Set<String> all) throws InterruptedException {
        var said = said(citizen, all);
        assertThat(said.mine().keySet()).containsAll(all);
        assertThat(said.queried().keySet()).containsAll(all);
        assertThat(said.offered())
                .allSatisfy((_, item) -> assertThat(item)
                        .contains("UPSERT", Cases.citizen(WANG).documentNumber())
                        .doesNotContain(Cases.citizen(SAME_WANG).documentNumber()));
        assertThat(said.bank()).doesNotContainKey("refused").isNotEmpty();
        assertThat(said.entitled()).contains("true");
        assertThat(said.cases()).isNotEmpty();
    }

    private Said said(int citizen, Set<String> records) throws InterruptedException {
        var person = Cases.citizen(citizen);
        var token = api.user("citizen-" + citizen);
        var bank = api.post("/v1/queries", api.client("agency-demo-bank"), Cases.query(person, "CREDIT_SERVICE"));
        var offered = new TreeMap<String, String>();
        feed.after(0).stream()
                .filter(item -> records.contains(item.path("recordId").asString()))
                .forEach(item -> offered.put(item.path("recordId").asString(), told(item)));
        return new Said(
                byRecord(answered(api.get("/v1/me/records?limit=200", token)).items()),
                byRecord(asked(person(citizen)).path("records").valueStream().toList()),
                offered,
                bank.status() == 200
                        ? byRecord(bank.json().path("records").valueStream().toList())
                        : new TreeMap<>(Map.of("refused", bank.problem())),
                entitlement(citizen),
                new HashSet<>(answered(api.get("/v1/cases?limit=200", token)).items().stream()
                        .map(one -> one.path("caseId").asString())
                        .toList()));
    }

    private JsonNode asked(Map<String, Object> question) {
        return answered(api.post("/v1/queries", api.client("prefecture-530100"), question))
                .json();
    }

    private static Map<String, Object> person(int citizen) {
        return Cases.query(Cases.citizen(citizen), "SUPERVISION");
    }

    private String entitlement(int citizen) {
        var check = answered(api.post(
                "/v1/entitlement-checks",
                api.client("prefecture-530100"),
                Map.of(
                        "subject",
                        Cases.subject(Cases.citizen(citizen)),
                        "measure",
                        "GREEN_CHANNEL",
                        "matterNumber",
                        "2026-KM-0003")));
        return check.json().path("entitled") + " " + check.json().path("reasons");
    }

    /** Every single look at the person; a pull of the feed is one access to all persons in it. */
    private Set<String> accesses(int citizen) {
        var accesses = new HashSet<String>();
        String next = "";
        do {
            var page = answered(api.get("/v1/me/access-log?limit=200" + next, api.user("citizen-" + citizen)));
            page.items().stream()
                    .filter(entry -> !entry.path("organisation").asString().equals("national-platform"))
                    .forEach(entry -> accesses.add(entry.path("accessId").asString()));
            String cursor = page.json().path("nextCursor").asString("");
            next = cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, UTF_8);
        } while (!next.isEmpty());
        return accesses;
    }

    private String reported(int citizen, Map<String, Object> decision) {
        var reported = api.post("/v1/records", api.client("dept-prov-state-tax"), decision);
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        String recordId = reported.json().path("recordId").asString();
        eventually(() -> assertThat(asked(person(citizen)).path("records").valueStream())
                .anyMatch(record -> record.path("recordId").asString().equals(recordId)));
        return recordId;
    }

    private static Map<String, Object> honestTaxpayer() {
        var data = Cases.with(Cases.taxDecision(Cases.citizen(SAME_WANG)), "recordType", "INCOME_TAX_POSITIVE");
        return Cases.with(data, "facts", Map.of("summary", "连续三年诚信纳税"));
    }

    private void consented() {
        answered(api.post(
                "/v1/consents",
                api.user("citizen-" + SAME_WANG),
                Map.of(
                        "receiver",
                        "agency-demo-bank",
                        "purpose",
                        "CREDIT_SERVICE",
                        "grants",
                        List.of(Map.of("recordType", "INCOME_TAX_ADVERSE", "fields", List.of("summary"))))));
    }

    private void disputed(String recordId) {
        var token = api.user("citizen-" + SAME_WANG);
        eventually(() -> answered(api.get("/v1/repairs/eligibility?recordId=" + recordId, token)));
        answered(api.post(
                "/v1/disputes",
                token,
                Map.of("recordId", recordId, "grounds", "WRONG_FACT", "explanation", "汇算清缴已按期办理")));
    }

    private String proposed() throws InterruptedException {
        var proposed = answered(api.post(
                "/v1/subject-merges",
                api.user("reviewer-1"),
                Map.of(
                        "survivorId",
                        subject(WANG),
                        "mergedId",
                        subject(SAME_WANG),
                        "reason",
                        "AUTHORITY_FINDING",
                        "authorityReference",
                        "2026-PSB-000123")));
        return proposed.json().path("mergeId").asString();
    }

    private static UUID subject(int citizen) throws InterruptedException {
        return Platform.suite().citizen(citizen);
    }

    private Api.Answer step(String merge, String step, String reviewer, Map<String, Object> body) {
        return api.post("/v1/subject-merges/" + merge + "/" + step, api.user(reviewer), body);
    }

    private static void taken(Api.Answer step, String state) {
        assertThat(answered(step).json().path("state").asString()).isEqualTo(state);
    }

    private static Api.Answer answered(Api.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return answer;
    }

    private static SortedMap<String, String> byRecord(List<JsonNode> records) {
        var byRecord = new TreeMap<String, String>();
        records.forEach(record -> byRecord.put(record.path("recordId").asString(), told(record)));
        return byRecord;
    }

    private static String told(JsonNode item) {
        var told = (ObjectNode) item.deepCopy();
        COUNTING.forEach(told::remove);
        return told.toString();
    }

    private static Said without(String recordId, Said said) {
        Stream.of(said.mine(), said.queried(), said.bank()).forEach(records -> records.remove(recordId));
        return said;
    }

    private static void eventually(ThrowingRunnable said) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(said);
    }
}

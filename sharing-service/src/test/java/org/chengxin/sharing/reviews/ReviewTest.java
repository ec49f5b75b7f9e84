package org.chengxin.sharing.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ReviewTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private DrawReviews drawReviews;

    @Autowired
    private JdbcClient jdbc;

    private Calls calls;
    private String officer;
    private Person wang;

    @BeforeEach
    void anOfficerOfTheirOwn() {
        calls = new Calls(http);
        officer = UUID.randomUUID().toString().substring(0, 8);
        wang = Person.someone().known();
        jdbc.sql("delete from review_progress").update();
    }

    @Test
    void eachEmergencyIsReviewedAtOnceAndAFindingIsFinal() {
        calls.post("/v1/queries", tokens.prefecture("530100"), emergency());

        var review = ofOfficer(reviews(true)).getFirst();
        var id = review.path("reviewId").asString();
        var finding = Map.of("outcome", "UNJUSTIFIED", "note", "没有紧急情况");
        var found = calls.post("/v1/access-reviews/" + id + "/finding", tokens.auditor(), finding);
        var again = calls.post("/v1/access-reviews/" + id + "/finding", tokens.auditor(), finding);
        var unknown = calls.post("/v1/access-reviews/" + UUID.randomUUID() + "/finding", tokens.auditor(), finding);

        assertThat(review.path("cause").asString()).isEqualTo("BREAK_GLASS");
        assertThat(review.path("explanation").asString()).isEqualTo("救援中需要立即联系有关单位");
        assertThat(review.toString()).doesNotContain(wang.subjectId().toString());
        assertThat(found.json().path("foundBy").asString()).isEqualTo("auditor-1");
        assertThat(again.slug()).isEqualTo("finding-exists");
        assertThat(unknown.slug()).isEqualTo("review-not-found");
        assertThat(ofOfficer(reviews(true))).isEmpty();
        assertThat(ofOfficer(reviews(false))).hasSize(1);
    }

    @Test
    void whatStandsOutIsReviewedTheNextDay() {
        clock.set(Instant.parse("2026-12-05T15:30:00Z"));
        ask("530100", "R-1", "测试王");
        ask("530100", "R-2", null);
        ask("530100", "R-3", null);
        clock.set(LocalDate.parse("2026-12-06"));

        drawReviews.draw();
        drawReviews.draw();

        assertThat(ofOfficer(reviews(true)))
                .extracting(review -> review.path("cause").asString())
                .containsExactlyInAnyOrder("NIGHT", "OWN_NAME", "SAME_PERSON");
    }

    @Test
    void farMoreThanUsualIsReviewed() {
        clock.set(LocalDate.parse("2026-12-10"));
        var persons = new ArrayList<Person>();
        for (int i = 0; i < 50; i++) {
            persons.add(Person.someone());
        }
        Person.together(persons);
        calls.postLines(
                "/v1/queries/batch",
                tokens.prefecture("530100"),
                persons.stream()
                        .map(person -> Calls.JSON.writeValueAsString(
                                person.question("SUPERVISION", "V-1", "staff", Map.of("number", officer))))
                        .collect(java.util.stream.Collectors.joining("\n")));
        clock.set(LocalDate.parse("2026-12-11"));

        drawReviews.draw();

        assertThat(ofOfficer(reviews(true)))
                .extracting(review -> review.path("cause").asString())
                .containsExactly("VOLUME");
    }

    @Test
    void oneInTwentyOfEachOrganisationIsDrawnEachMonth() {
        clock.set(LocalDate.parse("2027-03-05"));
        for (int i = 0; i < 41; i++) {
            ask("530300", "M-1", null);
        }
        ask("530400", "M-1", null);
        clock.set(LocalDate.parse("2027-04-01"));

        drawReviews.draw();

        var drawn = reviews(true).stream()
                .filter(review -> review.path("cause").asString().equals("SAMPLE"))
                .filter(review -> review.path("askedAt").asString().startsWith("2027-03"))
                .map(review -> review.path("organisation").asString())
                .toList();
        assertThat(drawn)
                .containsExactlyInAnyOrder(
                        "prefecture-530300", "prefecture-530300", "prefecture-530300", "prefecture-530400");
    }

    @Test
    void figuresNameOrganisationsAndNoPersons() {
        clock.set(LocalDate.parse("2027-06-05"));
        calls.post("/v1/queries", tokens.prefecture("530500"), emergency());
        calls.post("/v1/queries", tokens.prefecture("530500"), wang.question("JUDICIAL", "F-1"));

        var figures = calls.get("/v1/access-reviews/figures?month=2027-06", tokens.auditor());

        var line = figures.json().path("items").path(0);
        assertThat(line.path("organisation").asString()).isEqualTo("prefecture-530500");
        assertThat(line.path("queries").asInt()).isEqualTo(2);
        assertThat(line.path("refused").asInt()).isOne();
        assertThat(line.path("breakGlass").asInt()).isOne();
        assertThat(line.path("open").asInt()).isOne();
        assertThat(calls.get("/v1/access-reviews/figures?month=June", tokens.auditor())
                        .slug())
                .isEqualTo("month-invalid");
    }

    @Test
    void onlyAuditorsReview() {
        assertThat(calls.get("/v1/access-reviews", tokens.prefecture("530100")).status())
                .isEqualTo(403);
        assertThat(calls.get("/v1/access-reviews/figures?month=2026-11", tokens.citizen(wang.subjectId()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void statisticsKeepSmallCountsBack() {
        clock.set(LocalDate.parse("2027-08-05"));
        for (int i = 0; i < 10; i++) {
            ask("530600", "ST-1", null);
        }
        calls.post("/v1/queries", tokens.prefecture("530600"), wang.question("JUDICIAL", "ST-1"));

        var items = calls.get("/v1/queries/statistics?month=2027-08", tokens.citizen(wang.subjectId()))
                .json()
                .path("items");

        assertThat(items.size()).isEqualTo(2);
        assertThat(items.path(0).path("purpose").asString()).isEqualTo("JUDICIAL");
        assertThat(items.path(0).path("queries").isNull()).isTrue();
        assertThat(items.path(1).path("receivers").asString()).isEqualTo("prefecture");
        assertThat(items.path(1).path("queries").asInt()).isEqualTo(10);
    }

    private Map<String, Object> emergency() {
        var question = wang.question("SUPERVISION", "E-1", "staff", Map.of("number", officer));
        question.put("breakGlass", Map.of("reason", "DANGER_TO_LIFE", "explanation", "救援中需要立即联系有关单位"));
        return question;
    }

    private void ask(String division, String matter, String name) {
        var staff = name == null ? Map.of("number", officer) : Map.of("number", officer, "name", name);
        var reply = calls.post(
                "/v1/queries", tokens.prefecture(division), wang.question("SUPERVISION", matter, "staff", staff));
        assertThat(reply.status()).isEqualTo(200);
    }

    private List<JsonNode> reviews(boolean open) {
        var seen = new ArrayList<JsonNode>();
        String cursor = "";
        while (cursor != null) {
            var page = calls.get("/v1/access-reviews?limit=200&open=" + open + cursor, tokens.auditor())
                    .json();
            page.path("items").forEach(seen::add);
            cursor = page.path("nextCursor").isString()
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : null;
        }
        return seen;
    }

    private List<JsonNode> ofOfficer(List<JsonNode> reviews) {
        return reviews.stream()
                .filter(review -> review.path("staffNumber").asString("").equals(officer))
                .toList();
    }
}

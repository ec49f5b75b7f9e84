package org.chengxin.sharing.concealments;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.corrections.FollowCorrections;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class ConcealmentTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private FollowCorrections followCorrections;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private Person wang;
    private Arrival record;

    @BeforeEach
    void aPersonWithARecord() {
        calls = new Calls(http);
        wang = Person.someone().known();
        record = Arrival.of(wang.subjectId());
        Arrival.arrive(service, record);
    }

    @Test
    void aLookThatTwoOfficersAgreedToHideShowsByItselfOnItsDay() {
        var proposed = propose("officer-1", "PROV_PSB", "2026-12-24");
        var early = ask(proposed, "CASE-1");
        var bySelf = approve("officer-1", "PROV_PSB", proposed);
        var byOther = approve("officer-2", "PROV_PSB", proposed);

        var hidden = ask(proposed, "CASE-1");
        var otherMatter = ask(proposed, "CASE-2");
        Arrival.arrive(service, record.next().with("standing", "REPAIRED"));
        followCorrections.follow();
        var meanwhile = log();
        var correctionsMeanwhile = corrections();
        clock.set(LocalDate.parse("2026-12-23"));
        var lastDay = log();
        clock.set(LocalDate.parse("2026-12-24"));
        var released = log();

        assertThat(early.slug()).isEqualTo("concealment-not-approved");
        assertThat(bySelf.slug()).isEqualTo("four-eyes");
        assertThat(byOther.status()).isEqualTo(200);
        assertThat(hidden.json().path("records").size()).isOne();
        assertThat(otherMatter.slug()).isEqualTo("concealment-not-approved");
        assertThat(meanwhile).containsExactly("REFUSED", "REFUSED");
        assertThat(lastDay).containsExactly("REFUSED", "REFUSED");
        assertThat(correctionsMeanwhile).isZero();
        assertThat(released).containsExactlyInAnyOrder("REFUSED", "REFUSED", "ANSWERED");
        assertThat(corrections()).isOne();
        var concealed = calls.get("/v1/queries/statistics?month=2026-12", tokens.citizen(wang.subjectId()))
                .json()
                .path("concealed");
        assertThat(concealed.path("released").asInt()).isPositive();
        assertThat(calls.get("/v1/access-reviews?limit=200", tokens.auditor()).body())
                .contains("CONCEALED");
    }

    @Test
    void aHiddenLookGoesToNoOtherRegionWhereItWouldShow() {
        var referred = calls.post(
                "/v1/inbound/records",
                tokens.national(),
                Map.of(
                        "items",
                        List.of(Map.of("subject", wang.question("x", "y").get("subject"), "region", "510000"))));
        var proposed = propose("officer-1", "PROV_PSB", "2026-12-24");
        approve("officer-2", "PROV_PSB", proposed);

        var hidden = ask(proposed, "CASE-1");

        assertThat(referred.status()).isEqualTo(200);
        assertThat(hidden.json().path("records").size()).isOne();
        assertThat(hidden.json().path("sources").path(0).path("state").asString())
                .isEqualTo("NOT_ASKED");
        PeerServers.authority().verify(0, postRequestedFor(urlEqualTo("/v1/queries")));
    }

    @Test
    void onlyWhitelistedDepartmentsHideAndNotForLong() {
        var tax = propose("officer-1", "PROV_STATE_TAX", "2026-12-24");
        var forEver = propose("officer-1", "PROV_PSB", "2027-06-24");
        var over = propose("officer-1", "PROV_PSB", "2026-11-22");
        var proposed = propose("officer-1", "PROV_PSB", "2026-12-24");
        var byOtherDepartment = approve("officer-3", "PROV_STATE_TAX", proposed);

        assertThat(tax.slug()).isEqualTo("concealment-not-allowed");
        assertThat(List.of(forEver.slug(), over.slug())).containsOnly("concealment-period-invalid");
        assertThat(byOtherDepartment.slug()).isEqualTo("concealment-not-allowed");
    }

    private Reply propose(String officer, String department, String until) {
        return calls.post(
                "/v1/queries/concealments",
                officer(officer, department),
                Map.of("matterNumber", "CASE-1", "clause", "刑事诉讼法 Art. 54", "until", until));
    }

    private Reply approve(String officer, String department, Reply proposed) {
        return calls.post(
                "/v1/queries/concealments/" + id(proposed) + "/approval", officer(officer, department), Map.of());
    }

    private Reply ask(Reply concealment, String matter) {
        return calls.post(
                "/v1/queries",
                tokens.department("PROV_PSB"),
                wang.question("SUPERVISION", matter, "concealment", id(concealment)));
    }

    private String officer(String name, String department) {
        return tokens.of(Map.of("preferred_username", name, "roles", List.of("officer"), "department", department));
    }

    private List<String> log() {
        return calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("outcome").asString())
                .toList();
    }

    private int corrections() {
        return calls.get("/v1/me/access-log/corrections", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .size();
    }

    private static String id(Reply concealment) {
        return concealment.json().path("concealmentId").asString();
    }
}

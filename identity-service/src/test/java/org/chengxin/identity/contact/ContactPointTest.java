package org.chengxin.identity.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class ContactPointTest extends IdentityApi {

    private static final String EMAIL = "/v1/me/contact-points/EMAIL";

    private final String address = "wang-" + UUID.randomUUID() + "@example.org";
    private UUID wang = UUID.randomUUID();

    @BeforeEach
    void aPersonIsRegistered() {
        authoritySays("AGREES");
        wang = register(Numbers.next(), "王测试").subjectId();
    }

    @Test
    void anAddressIsKeptVerifiedShownToItsPersonAloneAndErased() {
        var put = put(wang, address);

        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.body().path("address").asString()).isEqualTo(address);
        assertThat(put.body().path("verifiedAt").isMissingNode()
                        || put.body().path("verifiedAt").isNull())
                .isTrue();
        assertThat(verify(wang, ContactServers.codeFor(address))
                        .body()
                        .path("verifiedAt")
                        .asString())
                .isNotBlank();
        assertThat(mine(wang)).contains(address);
        assertThat(mine(register(Numbers.next(), "李测试").subjectId())).doesNotContain(address);
        assertThat(get("/v1/subjects/" + wang, tokens.prefecture("530100")).text())
                .doesNotContain(address);
        assertThat(get("/v1/me/contact-points", tokens.officer(TAX)).status()).isEqualTo(403);

        assertThat(ask(HttpMethod.DELETE, EMAIL, wang, null).status()).isEqualTo(204);

        assertThat(points(wang)).isZero();
        assertThat(mine(wang)).doesNotContain(address);
    }

    @Test
    void aCodeIsDeadAfterFiveWrongOnes() {
        put(wang, address);
        var right = ContactServers.codeFor(address);
        var wrong = right.equals("000000") ? "000001" : "000000";

        for (var left = 4; left >= 0; left--) {
            var guess = verify(wang, wrong);
            assertThat(guess.slug()).isEqualTo("code-wrong");
            assertThat(guess.body().path("guessesLeft").asInt()).isEqualTo(left);
        }

        assertThat(verify(wang, right).slug()).isEqualTo("code-spent");
    }

    @Test
    void aCodeEndsAfterTenMinutesAndIsOfItsAddressAlone() {
        put(wang, address);
        var first = ContactServers.codeFor(address);
        clock.set(TestClock.NOW.plus(Duration.ofMinutes(10)));
        assertThat(verify(wang, first).slug()).isEqualTo("code-spent");

        var other = "other-" + address;
        put(wang, other);

        assertThat(ContactServers.arrivedFor(address)).hasSize(1);
        assertThat(verify(wang, ContactServers.codeFor(other)).status()).isEqualTo(200);
        assertThat(mine(wang)).contains(other).doesNotContain("\"" + address);
    }

    @Test
    void fiveCodesADayAreSentForOnePersonWhateverTheyErase() {
        for (var code = 0; code < 5; code++) {
            assertThat(put(wang, code + address).status()).isEqualTo(200);
            ask(HttpMethod.DELETE, EMAIL, wang, null);
        }

        assertThat(put(wang, "6" + address).slug()).isEqualTo("too-many-codes");
        assertThat(ContactServers.arrivedFor("6" + address)).isEmpty();
        clock.set(TestClock.NOW.plus(Duration.ofHours(24)));
        assertThat(put(wang, "6" + address).status()).isEqualTo(200);
    }

    @Test
    void theSameAddressAgainSendsNothingAndStaysVerified() {
        verified(wang, address);

        assertThat(put(wang, address).body().path("verifiedAt").asString()).isNotBlank();
        assertThat(ContactServers.arrivedFor(address)).hasSize(1);
    }

    @Test
    void whatIsNoAddressIsNotRepeatedInTheAnswer() {
        var refused = put(wang, "wang at example");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).doesNotContain("wang at example");
        assertThat(verify(wang, "12345").slug()).isEqualTo("fields-invalid");
        assertThat(verify(wang, "123456").slug()).isEqualTo("code-spent");
        assertThat(ask(HttpMethod.PUT, "/v1/me/contact-points/PIGEON", wang, Map.of("address", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(put(UUID.randomUUID(), address).slug()).isEqualTo("subject-not-found");
    }

    @Test
    void aDeathErasesTheAddressesOfAllAccountsAndNoneIsKeptAfterwards() {
        var second = register(Numbers.next(), "王测试").subjectId();
        verified(wang, address);
        verified(second, "second-" + address);
        merged(wang, second);

        var died =
                post("/v1/subjects/" + wang + "/death", tokens.department("PROV_PSB"), Map.of("diedOn", "2026-11-20"));

        assertThat(died.status()).isEqualTo(200);
        assertThat(points(wang) + points(second)).isZero();
        assertThat(put(wang, address).slug()).isEqualTo("subject-deceased");
        assertThat(put(second, address).slug()).isEqualTo("subject-deceased");
    }

    private void merged(UUID survivor, UUID merged) {
        var proposed = post(
                "/v1/subject-merges",
                tokens.reviewer("reviewer-1"),
                Map.of(
                        "survivorId",
                        survivor,
                        "mergedId",
                        merged,
                        "reason",
                        "SEVERAL_DOCUMENTS",
                        "authorityReference",
                        "2026-PSB-000777"));
        var approved = post(
                "/v1/subject-merges/" + proposed.body().path("mergeId").asString() + "/approval",
                tokens.reviewer("reviewer-2"),
                Map.of("approved", true));
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    }

    private void verified(UUID subject, String at) {
        put(subject, at);
        assertThat(verify(subject, ContactServers.codeFor(at)).status()).isEqualTo(200);
    }

    private Answer put(UUID subject, String at) {
        return ask(HttpMethod.PUT, EMAIL, subject, Map.of("address", at));
    }

    private Answer verify(UUID subject, String code) {
        return post(EMAIL + "/verification", tokens.citizen(subject), Map.of("code", code));
    }

    private String mine(UUID subject) {
        return get("/v1/me/contact-points", tokens.citizen(subject)).text();
    }

    private long points(UUID subject) {
        return jdbc.sql("select count(*) from contact_point where subject_id = :id")
                .param("id", subject)
                .query(Long.class)
                .single();
    }

    private Answer ask(HttpMethod method, String path, UUID subject, Object body) {
        var request = http.method(method).uri(path).header("Authorization", "Bearer " + tokens.citizen(subject));
        var result = (body == null
                        ? request.exchange()
                        : request.contentType(MediaType.APPLICATION_JSON)
                                .body(json.writeValueAsString(body))
                                .exchange())
                .returnResult(String.class);
        var text = result.getResponseBody() == null ? "" : result.getResponseBody();
        return new Answer(
                result.getStatus().value(), text.isBlank() ? json.createObjectNode() : json.readTree(text), text);
    }
}

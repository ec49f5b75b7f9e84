package org.chengxin.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.chengxin.local.access.LocalSecrets;
import org.chengxin.local.access.RealmFile;
import org.chengxin.local.demo.DemoPerson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A person whom an office saw opens an account in the real realm, signs in, sees their records, and leaves. */
class AccountJourney {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Api api = new Api(Platform.suite());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Account(DemoPerson person, String subjectId, String userName, String password) {}

    @Test
    void anOpenedAccountSignsInAndShowsThePersonTheirRecordsUntilTheyCloseIt() {
        var account = opened();

        var token = signIn(account);
        assertThat(claims(token).path("subject_id").asString()).isEqualTo(account.subjectId());
        assertThat(claims(token).path("roles").valueStream().map(JsonNode::asString))
                .containsExactly("citizen");
        assertThat(claims(token).toString())
                .doesNotContain(account.person().name(), account.person().documentNumber());

        var reported = api.post("/v1/records", api.client("dept-prov-state-tax"), Cases.taxDecision(account.person()));
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        var mine = api.get("/v1/me/records", token);
        assertThat(mine.items())
                .extracting(record -> record.path("recordId"))
                .containsExactly(reported.json().path("recordId"));

        assertThat(api.delete("/v1/accounts/mine", token).status()).isEqualTo(204);
        nobodySignsInAs(account);
        assertThat(invited(account.subjectId()).status())
                .as("a new account may be opened")
                .isEqualTo(201);
    }

    @Test
    void anAccountEndsWithTheLife() {
        var account = opened();
        assertThat(signIn(account)).isNotBlank();

        var died = api.post(
                "/v1/subjects/" + account.subjectId() + "/death",
                api.client("dept-prov-psb"),
                Map.of("diedOn", Cases.today().minusDays(3).toString()));

        assertThat(died.status()).as(died.text()).isBetween(200, 204);
        nobodySignsInAs(account);
        assertThat(invited(account.subjectId()).problem()).isEqualTo("subject-deceased");
    }

    private Account opened() {
        var person = Cases.stranger();
        var document = Map.of("type", DemoPerson.DOCUMENT_TYPE, "number", person.documentNumber());
        var registered = api.post(
                "/v1/subjects",
                api.client("prefecture-530100"),
                Map.of("document", document, "name", person.name(), "realNameField", "TELECOM"));
        assertThat(registered.json().path("verification").asString())
                .as(registered.text())
                .isEqualTo("VERIFIED");
        String subjectId = registered.json().path("subjectId").asString();
        String code = invited(subjectId).json().path("code").asString();
        var opening = Map.<String, Object>of("code", code, "document", document, "name", person.name());

        assertThat(anonymously(Cases.with(opening, "name", "旁人")).path("type").asString())
                .endsWith("account-refused");
        var userName = anonymously(opening).path("userName").asString();

        assertThat(userName).startsWith("c-");
        var password = UUID.randomUUID().toString();
        firstPassword(userName, password);
        return new Account(person, subjectId, userName, password);
    }

    private Api.Answer invited(String subjectId) {
        return api.post(
                "/v1/subjects/" + subjectId + "/account-invitations", api.client("prefecture-530100"), Map.of());
    }

    /** Whoever opens an account has none to show. */
    private JsonNode anonymously(Map<String, ?> body) {
        return Api.JSON.readTree(
                send(HttpRequest.newBuilder(Platform.suite().gateway().resolve("/v1/accounts"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(Api.JSON.writeValueAsString(body))))
                        .body());
    }

    /** What the desk of the realm does: the platform never sees a password. */
    private void firstPassword(String userName, String password) {
        var administrator = Api.JSON
                .readTree(token(
                                "master",
                                Map.of(
                                        "grant_type",
                                        "password",
                                        "client_id",
                                        "admin-cli",
                                        "username",
                                        "admin",
                                        "password",
                                        LocalSecrets.ofUser("admin")))
                        .body())
                .path("access_token")
                .asString();
        var users = "/admin/realms/" + RealmFile.REALM + "/users";
        var found = send(HttpRequest.newBuilder(realm(users + "?exact=true&username=" + userName))
                .header("Authorization", "Bearer " + administrator)
                .GET());
        String id = Api.JSON.readTree(found.body()).path(0).path("id").asString();
        var set = send(HttpRequest.newBuilder(realm(users + "/" + id + "/reset-password"))
                .header("Authorization", "Bearer " + administrator)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(Api.JSON.writeValueAsString(
                        Map.of("type", "password", "value", password, "temporary", false)))));
        assertThat(set.statusCode()).as(set.body()).isEqualTo(204);
    }

    private String signIn(Account account) {
        var answer = attempt(account);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.JSON.readTree(answer.body()).path("access_token").asString();
    }

    private void nobodySignsInAs(Account account) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(Api.JSON
                                .readTree(attempt(account).body())
                                .path("error")
                                .asString())
                        .isEqualTo("invalid_grant"));
    }

    private HttpResponse<String> attempt(Account account) {
        return token(
                RealmFile.REALM,
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        RealmFile.CLI,
                        "username",
                        account.userName(),
                        "password",
                        account.password()));
    }

    private HttpResponse<String> token(String realm, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(realm("/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static URI realm(String path) {
        return Platform.suite().issuer().resolve(path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode claims(String token) {
        return Api.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}

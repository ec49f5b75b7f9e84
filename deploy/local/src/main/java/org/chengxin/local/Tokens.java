package org.chengxin.local;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.chengxin.local.access.LocalSecrets;
import org.chengxin.local.access.RealmFile;
import tools.jackson.databind.json.JsonMapper;

/** Signs in at Keycloak as any participant of local mode. */
public final class Tokens {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI keycloak;

    Tokens(URI keycloak) {
        this.keycloak = keycloak;
    }

    /** A fresh access token of a machine client, for example {@code dept-prov-state-tax}. */
    public String ofClient(String clientId) throws InterruptedException {
        return fetch(
                RealmFile.REALM,
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        LocalSecrets.ofClient(clientId)));
    }

    /** A fresh access token of a person, for example {@code citizen-1}. */
    public String ofUser(String userName) throws InterruptedException {
        return fetch(
                RealmFile.REALM,
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        RealmFile.CLI,
                        "username",
                        userName,
                        "password",
                        LocalSecrets.ofUser(userName)));
    }

    /** The administrator of Keycloak itself. */
    String ofAdministrator() throws InterruptedException {
        return fetch(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        KeycloakServer.ADMINISTRATOR,
                        "password",
                        LocalSecrets.ofUser(KeycloakServer.ADMINISTRATOR)));
    }

    private String fetch(String realm, Map<String, String> form) throws InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(
                        keycloak.resolve("/realms/" + realm + "/protocol/openid-connect/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new Complaint("Keycloak refused to sign in "
                        + form.getOrDefault("username", form.getOrDefault("client_id", "")) + " (status "
                        + response.statusCode() + "): " + response.body());
            }
            return JSON.readTree(response.body()).path("access_token").asString();
        } catch (IOException e) {
            throw new Complaint("Keycloak does not answer at " + keycloak + ": " + e.getMessage() + ".", e);
        }
    }
}

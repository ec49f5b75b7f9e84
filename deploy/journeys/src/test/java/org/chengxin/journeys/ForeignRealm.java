package org.chengxin.journeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;

/** A true token of the realm {@code master}, which is not ours. */
final class ForeignRealm {

    private ForeignRealm() {}

    static String token(Suite suite) {
        var request = HttpRequest.newBuilder(
                        URI.create(suite.url(Part.KEYCLOAK) + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=password&client_id=admin-cli&username=admin&password=admin-password"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return Api.JSON.readTree(answer.body()).path("access_token").asString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

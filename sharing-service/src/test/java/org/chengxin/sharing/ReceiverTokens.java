package org.chengxin.sharing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.testkit.PeerServers;
import tools.jackson.databind.JsonNode;

/** The receivers' tokens of an identity-service: anybody gets one, another one at each receiver. */
public final class ReceiverTokens implements ResponseDefinitionTransformerV2 {

    private static final String PATH = "/v1/receiver-tokens";

    public static void areGiven() {
        answer(aResponse().withTransformers(PATH));
    }

    public static void areNotGiven() {
        answer(serverError());
    }

    /** Something else than what was asked for. */
    public static void are(String answer) {
        answer(okJson(answer));
    }

    /** The token that a receiver is given for a person. */
    public static String of(String receiver, UUID subjectId) {
        return of(receiver, subjectId.toString());
    }

    /** The bodies of all questions since the test began. */
    public static List<JsonNode> asked() {
        return PeerServers.identity().findAll(postRequestedFor(urlEqualTo(PATH))).stream()
                .map(request -> Calls.JSON.readTree(request.getBodyAsString()))
                .toList();
    }

    @Override
    public String getName() {
        return PATH;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        var question = Calls.JSON.readTree(event.getRequest().getBodyAsString());
        var receiver = question.path("receiver").asString();
        var items = question.path("subjectIds")
                .valueStream()
                .map(JsonNode::asString)
                .map(subjectId -> Map.of("subjectId", subjectId, "token", of(receiver, subjectId), "more", 1))
                .toList();
        return okJson(Calls.JSON.writeValueAsString(Map.of("items", items))).build();
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        PeerServers.identity().stubFor(post(PATH).willReturn(answer));
    }

    private static String of(String receiver, String subjectId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((receiver + " " + subjectId).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}

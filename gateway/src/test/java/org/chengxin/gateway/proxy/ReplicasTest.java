package org.chengxin.gateway.proxy;

import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import org.chengxin.gateway.AtTheGateway;
import org.junit.jupiter.api.Test;

/** Of education-service there are two here, and at the address of one nobody listens. */
class ReplicasTest extends AtTheGateway {

    private static final int MANY = 60;

    @Test
    void whatReachesNobodyAtOneReplicaIsAnsweredByTheOtherOnce() throws Exception {
        SERVICE.stubFor(WireMock.get("/v1/observances").willReturn(ok("read")));
        SERVICE.stubFor(WireMock.post("/v1/commitments").willReturn(ok("written")));
        var token = TOKENS.system("prefecture-530100");

        var answers = new HashSet<String>();
        for (int i = 0; i < MANY; i++) {
            answers.add(get("/v1/observances", token).body());
            answers.add(ask(
                            "/v1/commitments",
                            request -> request.header("Authorization", "Bearer " + token)
                                    .POST(BodyPublishers.ofString("{}")))
                    .body());
        }

        assertThat(answers).containsExactlyInAnyOrder("read", "written");
        SERVICE.verify(exactly(MANY), postRequestedFor(urlEqualTo("/v1/commitments")));
    }
}

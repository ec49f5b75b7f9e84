package org.chengxin.local;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.matching.ContentPattern;
import java.time.Duration;

/**
 * The public authority that verifies number and name, simulated by rule: a name that begins with 不符 disagrees; sequence
 * number 999 is unknown, 998 takes ten seconds, 997 fails; everybody else agrees.
 */
public final class Authority {

    private static final String PATH = "/v1/verifications";
    private static final Duration SLOW = Duration.ofSeconds(10);

    private Authority() {}

    /** @param arguments the port to listen on, loopback only */
    public static void main(String[] arguments) {
        serve(Integer.parseInt(arguments[0]));
    }

    static WireMockServer serve(int port) {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .containerThreads(32)
                // Requests carry identity numbers: none is kept, none is logged.
                .disableRequestJournal()
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(8));
        server.stubFor(get("/ready").willReturn(okJson("{}")));
        server.stubFor(answer(5, "AGREES", Duration.ZERO));
        server.stubFor(answer(4, "AGREES", SLOW).withRequestBody(sequence("998")));
        server.stubFor(post(PATH)
                .atPriority(3)
                .withRequestBody(sequence("997"))
                .willReturn(aResponse().withStatus(500)));
        server.stubFor(answer(2, "UNKNOWN", Duration.ZERO).withRequestBody(sequence("999")));
        server.stubFor(
                answer(1, "DISAGREES", Duration.ZERO).withRequestBody(matchingJsonPath("$.name", matching("不符.*"))));
        server.start();
        return server;
    }

    private static MappingBuilder answer(int priority, String result, Duration delay) {
        return post(PATH)
                .atPriority(priority)
                .willReturn(okJson("{\"result\":\"" + result + "\"}").withFixedDelay((int) delay.toMillis()));
    }

    /** Places 15 to 17 of an 18-character number. */
    private static ContentPattern<?> sequence(String digits) {
        return matchingJsonPath("$.documentNumber", matching(".{14}" + digits + "."));
    }
}

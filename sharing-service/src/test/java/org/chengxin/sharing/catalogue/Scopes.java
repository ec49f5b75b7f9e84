package org.chengxin.sharing.catalogue;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.util.Map;
import org.chengxin.sharing.Calls;
import org.chengxin.testkit.PeerServers;
import org.springframework.context.ApplicationContext;

/** What the catalogue says about sharing. */
public final class Scopes {

    private Scopes() {}

    /** The catalogue says so from now on, and the service has asked. */
    public static void become(ApplicationContext service, Map<String, String> scopes) {
        say(scopes);
        service.getBean(FollowCatalogue.class).follow();
    }

    /** The catalogue would say so, if asked. */
    static void say(Map<String, String> scopes) {
        var items = scopes.entrySet().stream()
                .map(type -> Map.of("code", type.getKey(), "sharingScope", type.getValue(), "fromTheFuture", 1))
                .toList();
        PeerServers.authority()
                .stubFor(get(urlPathEqualTo("/v1/record-types"))
                        .willReturn(okJson(Calls.JSON.writeValueAsString(Map.of("items", items)))));
        items.forEach(type -> PeerServers.authority()
                .stubFor(get(urlPathEqualTo("/v1/record-types/" + type.get("code")))
                        .willReturn(okJson(Calls.JSON.writeValueAsString(type)))));
    }
}

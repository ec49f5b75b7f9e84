package org.chengxin.testkit;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;

/** Peers that answer as a test tells them: slowly, wrongly, not at all. Reset before each test. */
public final class PeerServers {

    private static final WireMockServer IDENTITY = started();
    private static final WireMockServer AUTHORITY = started();

    private PeerServers() {}

    public static WireMockServer identity() {
        return IDENTITY;
    }

    /** The public authority that knows numbers and names. */
    public static WireMockServer authority() {
        return AUTHORITY;
    }

    static void reset() {
        IDENTITY.resetAll();
        AUTHORITY.resetAll();
    }

    private static WireMockServer started() {
        // Asynchronous, so that a late answer holds no thread while nobody waits for it any more.
        var server = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                // A service's tests may name classes that make answers of requests.
                .extensionScanningEnabled(true)
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(4));
        server.start();
        return server;
    }
}

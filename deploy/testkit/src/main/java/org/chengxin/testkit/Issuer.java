package org.chengxin.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** An issuer of tokens with the addresses of a Keycloak realm; one is ours, others are foreign. */
public final class Issuer {

    private static final Issuer OURS = new Issuer();

    private final RSAKey key;
    private final HttpServer server;

    /** A running issuer with a key of its own. */
    public Issuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/realms/test/protocol/openid-connect/certs",
                exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext(
                "/realms/test/protocol/openid-connect/token",
                exchange -> answer(exchange, """
                {"access_token": "%s", "token_type": "Bearer", "expires_in": 300}
                """.formatted(
                                sign(Map.of("roles", java.util.List.of("service"), "client_id", "itself"), 300))));
        server.start();
    }

    /** The issuer that the services under test trust. */
    public static Issuer ours() {
        return OURS;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/test";
    }

    /** A signed token; the given claims replace the usual ones. */
    public String sign(Map<String, Object> claims, long secondsToLive) {
        var now = System.currentTimeMillis();
        var builder = new JWTClaimsSet.Builder()
                .issuer(address())
                .audience("chengxin")
                .subject(UUID.randomUUID().toString())
                .issueTime(new Date(now - 60_000))
                .expirationTime(new Date(now + secondsToLive * 1000));
        claims.forEach(builder::claim);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), builder.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}

package org.chengxin.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** Issues the tokens of the tests, good ones and bad ones. */
public final class TestIssuer {

    private final String issuer;
    private final RSAKey rsa = rsaKey("rsa-1");
    private final RSAKey stranger = rsaKey("stranger");
    private final ECKey ec = ecKey();

    TestIssuer(String issuer) {
        this.issuer = issuer;
    }

    String publicKeys() {
        return new JWKSet(List.of(rsa, ec)).toString(true);
    }

    /** A token of a system's own client. */
    public String system(String client) {
        return signed(claims -> claims.claim("client_id", client));
    }

    /** A token of a person who signed in. */
    public String person(String subject) {
        return signed(claims -> claims.subject(subject));
    }

    public String signedWithEllipticCurve() {
        return sign(JWSAlgorithm.ES256, "ec-1", new Signer().of(ec), usual());
    }

    public String expired() {
        return signed(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600))));
    }

    public String withoutEnd() {
        return signed(claims -> claims.expirationTime(null));
    }

    public String ofForeignIssuer() {
        return signed(claims -> claims.issuer("https://elsewhere.example/realms/chengxin"));
    }

    public String forAnotherAudience() {
        return signed(claims -> claims.audience("account"));
    }

    public String unsigned() {
        return new PlainJWT(usual()).serialize();
    }

    public String signedByStranger() {
        return sign(JWSAlgorithm.RS256, "stranger", new Signer().of(stranger), usual());
    }

    public String signedByStrangerUnderAKnownKeyId() {
        return sign(JWSAlgorithm.RS256, "rsa-1", new Signer().of(stranger), usual());
    }

    /** The classic confusion: the public key taken for a shared secret. */
    public String signedWithThePublicKeyAsSecret() {
        try {
            return sign(
                    JWSAlgorithm.HS256,
                    "rsa-1",
                    new MACSigner(rsa.toRSAPublicKey().getEncoded()),
                    usual());
        } catch (JOSEException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(
                JWSAlgorithm.RS256,
                "rsa-1",
                new Signer().of(rsa),
                change.apply(new JWTClaimsSet.Builder(usual())).build());
    }

    private JWTClaimsSet usual() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(List.of("account", "chengxin"))
                .subject("5f2b0c4e-0000-4000-8000-000000000001")
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("roles", List.of("prefecture"))
                .build();
    }

    private static String sign(JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims) {
        try {
            var token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static RSAKey rsaKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static ECKey ecKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
        } catch (JOSEException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static final class Signer {
        JWSSigner of(RSAKey key) {
            try {
                return new RSASSASigner(key);
            } catch (JOSEException fault) {
                throw new IllegalStateException(fault);
            }
        }

        JWSSigner of(ECKey key) {
            try {
                return new ECDSASigner(key);
            } catch (JOSEException fault) {
                throw new IllegalStateException(fault);
            }
        }
    }
}

package org.chengxin.sharing.feed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chengxin.chassis.secret.LocalSecretInProduction;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Names for persons that only one receiver gets: two receivers cannot find out that they speak of the same person. */
@Component
class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PROPERTY = "chengxin.sharing.pseudonym-key";

    private final SecretKeySpec key;

    Pseudonyms(@Value("${" + PROPERTY + "}") String key, Environment environment) {
        if (environment.acceptsProfiles(Profiles.of("production")) && (key.isBlank() || key.startsWith("local-"))) {
            throw new LocalSecretInProduction(PROPERTY);
        }
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Always the same for one receiver and person. */
    String of(UUID subjectId, String receiver) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] token = mac.doFinal((receiver + " " + subjectId).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }
}

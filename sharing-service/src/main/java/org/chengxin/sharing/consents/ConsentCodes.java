package org.chengxin.sharing.consents;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** One-time codes that a person hands over at a counter: ten signs of 32, valid ten minutes, kept as keyed hashes. */
@Component
public class ConsentCodes {

    /** How long a code may be handed over. */
    static final Duration VALID = Duration.ofMinutes(10);

    private static final String ALGORITHM = "HmacSHA256";
    /** Crockford's signs: none of them is taken for another when read out. */
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 10;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    ConsentCodes(@Value("${chengxin.cursor-key}") String key) {
        this.key = new SecretKeySpec(("consent-code " + key).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String fresh() {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return code.toString();
    }

    /** Spelling as people write it: small letters, O for 0, I and L for 1, dashes and blanks do not matter. */
    public byte[] hash(String code) {
        String plain = code.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(plain.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }
}

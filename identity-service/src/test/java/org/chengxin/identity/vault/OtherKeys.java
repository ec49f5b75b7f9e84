package org.chengxin.identity.vault;

import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What an instance of the service with the next configuration would hold: the gm suite and keys of its own. */
public record OtherKeys(Vault vault, Lookup lookup) {

    /** The next keys, announced to the running service by the configuration of the tests. */
    private static final String NEXT_ENCRYPTION = "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=";

    private static final String NEXT_LOOKUP = "MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjI=";

    public static OtherKeys gm(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        var root = new ConfiguredRootKeys(
                List.of(bytes(NEXT_ENCRYPTION), Keys.localKey("CHENGXIN_IDENTITY_ENCRYPTION_KEY")));
        return new OtherKeys(
                new Vault(new StoredDataKeys(jdbc, transactions, root, Suite.GM, clock)),
                new StoredLookupKeys(jdbc, clock)
                        .lookup(Suite.GM, List.of(bytes(NEXT_LOOKUP), Keys.localKey("CHENGXIN_IDENTITY_LOOKUP_KEY"))));
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}

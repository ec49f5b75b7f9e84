package org.chengxin.identity.vault;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds vault and lookup from the keys it is given. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    HeldKeys heldKeys(Environment environment) {
        return HeldKeys.of(environment);
    }

    @Bean
    StoredDataKeys dataKeys(HeldKeys keys, JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new StoredDataKeys(jdbc, transactions, keys.rootKeys(), keys.suite(), clock);
    }

    @Bean
    Vault vault(DataKeys keys) {
        return new Vault(keys);
    }

    @Bean
    Lookup lookup(HeldKeys keys, JdbcClient jdbc, Clock clock) {
        return new StoredLookupKeys(jdbc, clock).lookup(keys.suite(), keys.lookup());
    }
}

package org.chengxin.identity.vault;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds vault and lookup from the configured keys. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    StoredDataKeys dataKeys(
            Environment environment, JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        var keys = Keys.of(environment);
        return new StoredDataKeys(jdbc, transactions, new ConfiguredRootKeys(keys.encryption()), keys.suite(), clock);
    }

    @Bean
    Vault vault(DataKeys keys) {
        return new Vault(keys);
    }

    @Bean
    Lookup lookup(Environment environment, JdbcClient jdbc, Clock clock) {
        var keys = Keys.of(environment);
        return new StoredLookupKeys(jdbc, clock).lookup(keys.suite(), keys.lookup());
    }
}

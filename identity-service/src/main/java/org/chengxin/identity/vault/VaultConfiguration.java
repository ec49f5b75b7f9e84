package org.chengxin.identity.vault;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Builds vault and lookup from the configured keys. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    Vault vault(Environment environment) {
        return Keys.of(environment).vault();
    }

    @Bean
    Lookup lookup(Environment environment) {
        return Keys.of(environment).lookup();
    }
}

package org.chengxin.identity.vault;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Builds vault and lookup from the configured keys. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    private final byte[] encryptionKey;
    private final byte[] lookupKey;

    VaultConfiguration(
            @Value("${chengxin.identity.encryption-key:}") String encryptionKey,
            @Value("${chengxin.identity.lookup-key:}") String lookupKey,
            Environment environment) {
        var production = environment.acceptsProfiles(Profiles.of("production"));
        this.encryptionKey = Keys.read("CHENGXIN_IDENTITY_ENCRYPTION_KEY", encryptionKey, production);
        this.lookupKey = Keys.read("CHENGXIN_IDENTITY_LOOKUP_KEY", lookupKey, production);
        Keys.requireDifferent(this.encryptionKey, this.lookupKey);
    }

    @Bean
    Vault vault() {
        return new Vault(encryptionKey);
    }

    @Bean
    Lookup lookup() {
        return new Lookup(lookupKey);
    }
}

package org.chengxin.chassis.secret;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Secrets that everybody knows, and a clock that is moved, are for the local mode: under profile {@code production}
 * a service that has one does not start.
 */
public class LocalSecretsGuard implements EnvironmentPostProcessor, Ordered {

    static final String PRODUCTION = "production";
    private static final List<String> SECRETS = List.of(
            "chengxin.client-secret",
            "chengxin.cursor-key",
            "chengxin.record.sealing-secret",
            "spring.datasource.password");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of(PRODUCTION))) {
            return;
        }
        for (var name : SECRETS) {
            String value = environment.getProperty(name);
            if (value != null && isLocal(value, environment.getProperty("spring.application.name", ""))) {
                throw new LocalSecretInProduction(name);
            }
        }
        accountsAtPeers(environment).forEach((peer, account) -> {
            if (account.clientSecret() != null && isLocal(account.clientSecret(), String.valueOf(account.clientId()))) {
                throw new LocalSecretInProduction("chengxin.peers." + peer + ".client-secret");
            }
        });
        if (!Duration.ZERO.equals(environment.getProperty("chengxin.clock.offset", Duration.class, Duration.ZERO))) {
            throw new LocalSecretInProduction("chengxin.clock.offset");
        }
    }

    private static Map<String, Account> accountsAtPeers(ConfigurableEnvironment environment) {
        return Binder.get(environment)
                .bind("chengxin.peers", Bindable.mapOf(String.class, Account.class))
                .orElse(Map.of());
    }

    /** How a peer knows us, where it does so by another name. */
    record Account(@Nullable String clientId, @Nullable String clientSecret) {}

    /** Local-mode secrets are the client id followed by {@code -secret}, or begin with {@code local-}. */
    private static boolean isLocal(String value, String client) {
        return value.isBlank() || value.equals(client + "-secret") || value.startsWith("local-");
    }

    /** After the files are read. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}

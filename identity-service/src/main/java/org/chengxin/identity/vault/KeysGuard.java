package org.chengxin.identity.vault;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Looks at the keys before anything else is done, so that a service with unsafe ones does not touch its database. */
class KeysGuard implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var _ = HeldKeys.of(environment);
    }

    /** After the files are read. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}

package org.chengxin.chassis.caller;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the door needs to know.
 *
 * @param issuer address of the realm whose tokens count
 * @param audience the audience a token must be meant for
 * @param publicPaths what needs no token, as {@code "GET /v1/things/**"}
 */
@ConfigurationProperties("chengxin.web")
record WebProperties(
        String issuer,
        @DefaultValue("chengxin") String audience,
        @DefaultValue List<String> publicPaths) {}

package org.chengxin.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What operators may set.
 *
 * @param services addresses of each service, one or, of replicas, several
 * @param issuer who issues the tokens
 * @param keys where the issuer publishes its keys
 * @param audience what a token must be meant for
 * @param connectWithin time to open a connection to a service
 * @param answerWithin time until the answer of a service begins, where its resource does not say otherwise
 * @param breakerPause how long a broken service is left alone before it is tried again
 * @param body largest request body, where the resource does not say otherwise
 * @param rates how often one client may ask
 */
@ConfigurationProperties("chengxin.gateway")
public record GatewaySettings(
        Map<String, List<URI>> services,
        URI issuer,
        URI keys,
        String audience,
        Duration connectWithin,
        Duration answerWithin,
        Duration breakerPause,
        DataSize body,
        Rates rates) {

    /** One rate for each kind of client. */
    public record Rates(Rate system, Rate person, Rate anonymous) {}

    /**
     * Requests per second in the long run, and how many may come at once.
     */
    public record Rate(int perSecond, int burst) {}
}

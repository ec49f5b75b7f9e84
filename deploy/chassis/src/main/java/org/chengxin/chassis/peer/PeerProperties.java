package org.chengxin.chassis.peer;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who our peers are: {@code chengxin.peers.<name>.url} and so on.
 *
 * @param peers settings by the peer's name
 */
@ConfigurationProperties("chengxin")
record PeerProperties(@DefaultValue Map<String, Settings> peers) {

    /**
     * @param url address up to and without the path
     * @param readTimeout longest wait for an answer
     * @param attempts most attempts of a call that may be repeated
     * @param maxConcurrent calls at one time; more wait a second, then fail
     * @param mostBytes largest answer that is read
     * @param authenticated whether calls carry our own token
     */
    record Settings(
            String url,
            @DefaultValue("1s") Duration connectTimeout,
            @DefaultValue("3s") Duration readTimeout,
            @DefaultValue("3") int attempts,
            @DefaultValue("32") int maxConcurrent,
            @DefaultValue("8388608") long mostBytes,
            @DefaultValue("true") boolean authenticated) {}
}

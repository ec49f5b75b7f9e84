package org.chengxin.chassis.peer;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
     * @param url address up to and without the path; of replicas several, with commas between them
     * @param readTimeout longest wait for an answer
     * @param attempts most attempts of a call that may be repeated
     * @param maxConcurrent calls at one time; more wait a second, then fail
     * @param mostBytes largest answer that is read
     * @param authenticated whether calls carry our own token
     * @param clientId the name under which this peer knows us; our own unless told
     * @param clientSecret belongs to that name
     * @param issuer who signs us in under that name; our own issuer unless told
     */
    record Settings(
            String url,
            @DefaultValue("1s") Duration connectTimeout,
            @DefaultValue("3s") Duration readTimeout,
            @DefaultValue("3") int attempts,
            @DefaultValue("32") int maxConcurrent,
            @DefaultValue("8388608") long mostBytes,
            @DefaultValue("true") boolean authenticated,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String issuer) {

        /** Without the secret, so that no log line can carry it. */
        @Override
        public String toString() {
            return "Settings[url=" + url + "]";
        }
    }
}

package org.chengxin.record.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chengxin.chassis.peer.Peer;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.peer.Peers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** Who has looked at the person, as sharing-service tells the person themselves. */
@Component
class AccessLog {

    private static final int MOST_PAGES = 25;

    private final Peer sharing;

    AccessLog(Peers peers) {
        this.sharing = peers.named("sharing-service");
    }

    /** One look. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Access(
            Instant at,
            String organisation,
            String purpose,
            @Nullable String matterNumber,
            @Nullable String legalBasis,
            String outcome,
            @Nullable List<String> recordTypes) {}

    /**
     * What is known of the looks.
     *
     * @param available false while sharing-service cannot be asked: then the report says so instead of showing nothing
     * @param complete false when there are more looks than a report takes
     */
    record Accesses(boolean available, boolean complete, List<Access> items) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Looks(@Nullable List<Access> items, @Nullable String nextCursor) {}

    /** @param token the person's own, passed on */
    Accesses of(String token) {
        var items = new ArrayList<Access>();
        String cursor = null;
        try {
            for (var page = 0; page < MOST_PAGES; page++) {
                var looks = page(token, cursor).orElse(new Looks(null, null));
                var more = looks.items();
                if (more == null) {
                    return new Accesses(false, false, List.of());
                }
                items.addAll(more);
                cursor = looks.nextCursor();
                if (cursor == null) {
                    return new Accesses(true, true, items);
                }
            }
            return new Accesses(true, false, items);
        } catch (PeerUnavailable | HttpClientErrorException e) {
            return new Accesses(false, false, List.of());
        }
    }

    private Optional<Looks> page(String token, @Nullable String cursor) {
        return sharing.safely(client -> Optional.ofNullable(client.get()
                .uri(uri -> {
                    uri.path("/v1/me/access-log").queryParam("limit", 200);
                    return cursor == null
                            ? uri.build()
                            : uri.queryParam("cursor", "{cursor}").build(cursor);
                })
                .header(HttpHeaders.AUTHORIZATION, token)
                .retrieve()
                .body(Looks.class)));
    }
}

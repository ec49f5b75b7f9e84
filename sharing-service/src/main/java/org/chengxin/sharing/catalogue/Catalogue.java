package org.chengxin.sharing.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chengxin.chassis.peer.Peer;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.peer.Peers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Questions to record-service about record types.
 *
 * <p>Every method throws {@link PeerUnavailable} when it does not answer, or answers something that is no answer.
 */
@Component
class Catalogue {

    private static final String PEER = "record-service";

    /** More pages than that are not a catalogue. */
    private static final int MOST_PAGES = 50;

    private final Peer records;

    Catalogue(Peers peers) {
        this.records = peers.named(PEER);
    }

    /** The scopes of all types in force on a day; a type of which nothing is said is left out. */
    Map<String, SharingScope> inForce(LocalDate day) {
        var scopes = new HashMap<String, SharingScope>();
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = page(day, cursor);
            var items = answer.items();
            if (items == null) {
                throw noAnswer();
            }
            for (var item : items) {
                if (item.code() != null && item.sharingScope() != null) {
                    scopes.put(item.code(), SharingScope.of(item.sharingScope()));
                }
            }
            cursor = answer.nextCursor();
            if (cursor == null) {
                return scopes;
            }
        }
        throw noAnswer();
    }

    /** The scope of a type on a day, such as one that is no longer in force; empty when it was not in force then either. */
    Optional<SharingScope> of(String recordType, LocalDate day) {
        try {
            return records.safely(http -> Optional.ofNullable(http.get()
                            .uri("/v1/record-types/{code}?on={day}", recordType, day)
                            .retrieve()
                            .body(Type.class)))
                    .map(Type::sharingScope)
                    .map(SharingScope::of);
        } catch (HttpClientErrorException.NotFound e) {
            return Optional.empty();
        } catch (HttpClientErrorException e) {
            throw new PeerUnavailable(PEER, e);
        }
    }

    private Types page(LocalDate day, @Nullable String cursor) {
        try {
            return records.safely(http -> Optional.ofNullable(http.get()
                            .uri(address -> {
                                address.path("/v1/record-types")
                                        .queryParam("on", day)
                                        .queryParam("limit", 200);
                                if (cursor != null) {
                                    address.queryParam("cursor", "{cursor}");
                                }
                                return cursor == null ? address.build() : address.build(cursor);
                            })
                            .retrieve()
                            .body(Types.class)))
                    .orElseThrow(Catalogue::noAnswer);
        } catch (HttpClientErrorException e) {
            throw new PeerUnavailable(PEER, e);
        }
    }

    private static PeerUnavailable noAnswer() {
        return new PeerUnavailable(PEER, new IllegalStateException("not an answer"));
    }

    /** A page of the catalogue. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Types(@Nullable List<Type> items, @Nullable String nextCursor) {}

    /** As much of a record type as sharing reads. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Type(@Nullable String code, @Nullable String sharingScope) {}
}

package org.chengxin.identity.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chengxin.chassis.peer.Peer;
import org.chengxin.chassis.peer.Peers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The users of the realm, through Keycloak's admin API and with this service's own token; no password passes here.
 *
 * <p>The token may manage users and nothing else; new users join the group that makes citizens of them.
 */
@Component
class RealmUsers {

    private static final Logger log = LoggerFactory.getLogger(RealmUsers.class);

    private static final String CITIZENS = "/citizens";

    private final Peer realm;
    private final String users;

    RealmUsers(
            Peers peers,
            @Value("${chengxin.identity.accounts-url}") String configured,
            @Value("${chengxin.web.issuer}") String issuer) {
        this.realm = peers.named("realm");
        this.users = (configured.isBlank() ? issuer.replace("/realms/", "/admin/realms/") : configured) + "/users";
    }

    /** A user as Keycloak takes it. */
    private record NewUser(
            String username, boolean enabled, Map<String, List<String>> attributes, List<String> groups) {}

    /** A user as Keycloak gives it, of whom only the id counts. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record User(String id) {}

    /**
     * Makes the user, bound to the subject; one that exists by now under the same name is the same one.
     *
     * @throws org.chengxin.chassis.peer.PeerUnavailable when Keycloak does not answer
     */
    void create(String userName, UUID subjectId) {
        var user = new NewUser(userName, true, Map.of("subject_id", List.of(subjectId.toString())), List.of(CITIZENS));
        try {
            realm.once(http -> http.post()
                    .uri(URI.create(users))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(user)
                    .retrieve()
                    .toBodilessEntity());
        } catch (HttpClientErrorException.Conflict existing) {
            // Made by an attempt whose answer was lost; names are random, so it is nobody else's.
            log.info("The realm has this user already ({})", existing.getStatusCode());
        }
    }

    /** Removes the user; one that is not there is removed already. */
    void remove(String userName) {
        for (var id : idsOf(userName)) {
            try {
                realm.safely(http -> http.delete()
                        .uri(URI.create(users + "/" + id))
                        .retrieve()
                        .toBodilessEntity());
            } catch (HttpClientErrorException.NotFound gone) {
                log.info("The realm has removed this user already ({})", gone.getStatusCode());
            }
        }
    }

    private List<String> idsOf(String userName) {
        var address = UriComponentsBuilder.fromUriString(users)
                .queryParam("username", userName)
                .queryParam("exact", true)
                .build()
                .toUri();
        var found = realm.safely(http ->
                Objects.requireNonNullElse(http.get().uri(address).retrieve().body(User[].class), new User[0]));
        return Arrays.stream(found).map(User::id).toList();
    }
}

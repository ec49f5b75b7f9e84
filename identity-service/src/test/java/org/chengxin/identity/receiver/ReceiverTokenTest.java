package org.chengxin.identity.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.identity.IdentityApi;
import org.junit.jupiter.api.Test;

class ReceiverTokenTest extends IdentityApi {

    private final UUID wang = UUID.randomUUID();
    private final UUID li = UUID.randomUUID();

    @Test
    void aPersonHasOneTokenAtAReceiverAndAnotherAtTheNext() {
        var kunming = tokensAt("prefecture-530100", wang, li);
        var again = tokensAt("prefecture-530100", li, wang);
        var qujing = tokensAt("prefecture-530300", wang, li);

        assertThat(kunming).containsExactly(again.getLast(), again.getFirst());
        assertThat(new HashSet<>(List.of(kunming.getFirst(), kunming.getLast(), qujing.getFirst(), qujing.getLast())))
                .hasSize(4);
    }

    @Test
    void onlyTheReceiversOwnTokensLeadBack() {
        var token = tokensAt("prefecture-530100", wang).getFirst();
        tokensAt("prefecture-530300", wang);

        assertThat(subjectsAt("prefecture-530100", token, "invented")).containsExactly(wang.toString(), "");
        assertThat(subjectsAt("prefecture-530300", token)).containsExactly("");
        assertThat(subjectsAt("nobody-" + UUID.randomUUID(), token)).containsExactly("");
    }

    @Test
    void onlyServicesAskForTokens() {
        var request = Map.of("receiver", "prefecture-530100", "subjectIds", List.of(wang));

        assertThat(post("/v1/receiver-tokens", tokens.prefecture("530100"), request)
                        .status())
                .isEqualTo(403);
        assertThat(post("/v1/receiver-tokens", tokens.service("sharing-service"), Map.of("receiver", "a b"))
                        .status())
                .isEqualTo(422);
    }

    private List<String> tokensAt(String receiver, UUID... subjectIds) {
        return post(
                        "/v1/receiver-tokens",
                        tokens.service("sharing-service"),
                        Map.of("receiver", receiver, "subjectIds", Arrays.asList(subjectIds)))
                .body()
                .path("items")
                .findValuesAsString("token");
    }

    private List<String> subjectsAt(String receiver, String... given) {
        return post(
                        "/v1/receiver-tokens/resolve",
                        tokens.service("sharing-service"),
                        Map.of("receiver", receiver, "tokens", Arrays.asList(given)))
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("subjectId").asString(""))
                .toList();
    }
}

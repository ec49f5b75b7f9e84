package org.chengxin.sharing.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.chengxin.chassis.secret.LocalSecretInProduction;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class PseudonymsTest {

    private final MockEnvironment local = new MockEnvironment();
    private final MockEnvironment production = new MockEnvironment();

    PseudonymsTest() {
        production.setActiveProfiles("production");
    }

    @Test
    void aReceiverKnowsThePersonAgainAndNoOtherReceiverDoes() {
        var pseudonyms = new Pseudonyms("a key", local);
        var wang = UUID.randomUUID();
        var li = UUID.randomUUID();

        var once = pseudonyms.of(wang, "prefecture-530100");
        var again = pseudonyms.of(wang, "prefecture-530100");

        assertThat(again).isEqualTo(once).doesNotContain(wang.toString());
        assertThat(pseudonyms.of(wang, "prefecture-530300")).isNotEqualTo(once);
        assertThat(pseudonyms.of(li, "prefecture-530100")).isNotEqualTo(once);
        assertThat(new Pseudonyms("another key", local).of(wang, "prefecture-530100"))
                .isNotEqualTo(once);
    }

    @Test
    void aKeyThatEverybodyKnowsDoesNotStartInProduction() {
        assertThatThrownBy(() -> new Pseudonyms("local-pseudonym-key", production))
                .isInstanceOf(LocalSecretInProduction.class)
                .hasMessageContaining("chengxin.sharing.pseudonym-key");
        assertThatThrownBy(() -> new Pseudonyms("", production)).isInstanceOf(LocalSecretInProduction.class);
        assertThat(new Pseudonyms("from the secret store", production)).isNotNull();
    }
}

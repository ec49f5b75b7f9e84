package org.chengxin.record.sealed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

    private static final String OLD = "an old secret of the configuration long enough";
    private static final String NEW = "the next secret of the configuration long enough";
    private static final byte[] CONTENT = "{\"name\": \"测试甲\"}".getBytes(UTF_8);

    private static final String BOX_OF_THE_FIRST_EDITION =
            "019a4b1638000102030405060708090a0bfaa1564e23a26284ff25f235224ec8ef"
                    + "378883a36501051b2ff4611ccff99f96db66ddfa60";

    private final Seal seal = Seals.of(OLD, "");

    @ParameterizedTest
    @EnumSource
    void whatIsSealedOpensInItsPlaceAndTellsNothingBefore(Purpose purpose) {
        var sealed = seal.seal(purpose, "1", CONTENT);

        assertThat(new String(sealed, UTF_8)).doesNotContain("测试甲", "name");
        assertThat(seal.seal(purpose, "1", CONTENT)).isNotEqualTo(sealed);
        assertThat(seal.open(purpose, "1", sealed)).isEqualTo(CONTENT);
        assertThat(seal.open(purpose, "1", seal.seal(purpose, "1", new byte[0])))
                .isEmpty();
    }

    @Test
    void itOpensInNoOtherPlaceForNoOtherPurposeAndNotWhenItWasChanged() {
        var sealed = seal.seal(Purpose.QUARANTINE, "1", CONTENT);

        assertThatIllegalStateException().isThrownBy(() -> seal.open(Purpose.QUARANTINE, "2", sealed));
        assertThatIllegalStateException().isThrownBy(() -> seal.open(Purpose.WAITING, "1", sealed));
        for (var index = 0; index < sealed.length; index++) {
            var changed = sealed.clone();
            changed[index] ^= 1;
            assertThatIllegalStateException().isThrownBy(() -> seal.open(Purpose.QUARANTINE, "1", changed));
        }
        assertThatIllegalStateException().isThrownBy(() -> seal.open(Purpose.QUARANTINE, "1", CONTENT));
        assertThatIllegalStateException().isThrownBy(() -> seal.open(Purpose.QUARANTINE, "1", new byte[0]));
    }

    @Test
    void afterTheSecretHasChangedWhatWasSealedBeforeOpensAsLongAsTheOldOneIsHeld() {
        var sealed = seal.seal(Purpose.WAITING, "1", CONTENT);
        var changed = Seals.of(NEW, OLD + ", " + NEW);

        assertThat(changed.open(Purpose.WAITING, "1", sealed)).isEqualTo(CONTENT);
        assertThat(Seals.of(NEW, "").open(Purpose.WAITING, "1", changed.seal(Purpose.WAITING, "1", CONTENT)))
                .isEqualTo(CONTENT);
        assertThatThrownBy(() -> Seals.of(NEW, "").open(Purpose.WAITING, "1", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CHENGXIN_RECORD_OTHER_SEALING_SECRETS")
                .hasMessageNotContaining("测试甲");
    }

    /** Made by another program from the description of a box: RFC 5869, AES-256-GCM, purpose and place as what is bound. */
    @Test
    void aBoxOfTodayOpensTomorrow() {
        var box = HexFormat.of().parseHex(BOX_OF_THE_FIRST_EDITION);

        assertThat(seal.open(Purpose.QUARANTINE, "first", box)).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "short", "not quite long enough, by two"})
    void aSecretThatCouldBeTriedIsRefused(String secret) {
        assertThatIllegalStateException().isThrownBy(() -> Seals.of(secret, ""));
        assertThatIllegalStateException().isThrownBy(() -> Seals.of(OLD, secret + "x"));
    }
}

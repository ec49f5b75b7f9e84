package org.chengxin.identity.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class KeysTest {

    private static final String OF_ITS_OWN = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void theLocalModeNeedsNoKeys() {
        assertThatCode(() -> Keys.of(new MockEnvironment())).doesNotThrowAnyException();
    }

    @Test
    void productionDoesNotStartWithoutKeysOfItsOwn() {
        assertThatThrownBy(() -> Keys.of(production()))
                .isInstanceOf(UnsafeKeys.class)
                .hasMessageContaining("CHENGXIN_IDENTITY_ENCRYPTION_KEY must be set");
    }

    @Test
    void productionDoesNotStartWithTheLocalKeysWrittenOut() {
        var local = Base64.getEncoder().encodeToString(Keys.localKey("CHENGXIN_IDENTITY_LOOKUP_KEY"));
        var environment = production()
                .withProperty("chengxin.identity.encryption-key", OF_ITS_OWN)
                .withProperty("chengxin.identity.lookup-key", local);

        assertThatThrownBy(() -> Keys.of(environment)).hasMessageContaining("CHENGXIN_IDENTITY_LOOKUP_KEY must be set");
    }

    @Test
    void theKeysAreLookedAtBeforeAnythingElse() {
        assertThatThrownBy(() -> new KeysGuard().postProcessEnvironment(production(), new SpringApplication()))
                .isInstanceOf(UnsafeKeys.class);
        assertThatCode(() -> new KeysGuard().postProcessEnvironment(new MockEnvironment(), new SpringApplication()))
                .doesNotThrowAnyException();
    }

    @Test
    void oneKeyForBothPurposesIsRefused() {
        var environment = new MockEnvironment()
                .withProperty("chengxin.identity.encryption-key", OF_ITS_OWN)
                .withProperty("chengxin.identity.lookup-key", OF_ITS_OWN);

        assertThatThrownBy(() -> Keys.of(environment)).hasMessageContaining("the same key");
    }

    @Test
    void aKeyMayStandInAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("key"), OF_ITS_OWN + "\n");

        assertThat(Keys.read("X", "file:" + file, true)).isEqualTo(new byte[32]);
        assertThatThrownBy(() -> Keys.read("X", "file:/no/such/file", true))
                .hasMessage("X names a file that cannot be read.");
    }

    @Test
    void anUnknownSuiteIsRefused() {
        var environment = new MockEnvironment().withProperty("chengxin.identity.suite", "rot13");

        assertThatThrownBy(() -> Keys.of(environment)).hasMessageContaining("neither international nor gm");
    }

    private static MockEnvironment production() {
        var environment = new MockEnvironment();
        environment.setActiveProfiles("production");
        return environment;
    }

    @Test
    void aKeyThatIsNoKeyIsExplainedWithoutRepeatingIt() {
        assertThatThrownBy(() -> Keys.read("X", "not base64!", false))
                .hasMessage("X is not base64.")
                .hasNoCause();
        assertThatThrownBy(() -> Keys.read("X", "AAAA", false)).hasMessage("X holds 3 bytes; a key has 32.");
    }
}

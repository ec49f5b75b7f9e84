package org.chengxin.identity.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

class KeysTest {

    private static final String OF_ITS_OWN = Base64.getEncoder().encodeToString(new byte[32]);

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(VaultConfiguration.class);

    @Test
    void theLocalModeNeedsNoKeys() {
        service.run(context -> assertThat(context).hasNotFailed().hasSingleBean(Vault.class));
    }

    @Test
    void productionDoesNotStartWithoutKeysOfItsOwn() {
        service.withPropertyValues("spring.profiles.active=production")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(UnsafeKeys.class)
                        .hasMessageContaining("CHENGXIN_IDENTITY_ENCRYPTION_KEY must be set"));
    }

    @Test
    void productionDoesNotStartWithTheLocalKeysWrittenOut() {
        var local = Base64.getEncoder().encodeToString(Keys.localKey("CHENGXIN_IDENTITY_LOOKUP_KEY"));

        service.withPropertyValues(
                        "spring.profiles.active=production",
                        "chengxin.identity.encryption-key=" + OF_ITS_OWN,
                        "chengxin.identity.lookup-key=" + local)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("CHENGXIN_IDENTITY_LOOKUP_KEY must be set"));
    }

    @Test
    void theKeysAreLookedAtBeforeAnythingElse() {
        var production = new MockEnvironment();
        production.setActiveProfiles("production");

        assertThatThrownBy(() -> new KeysGuard().postProcessEnvironment(production, new SpringApplication()))
                .isInstanceOf(UnsafeKeys.class);
        assertThatCode(() -> new KeysGuard().postProcessEnvironment(new MockEnvironment(), new SpringApplication()))
                .doesNotThrowAnyException();
    }

    @Test
    void oneKeyForBothPurposesIsRefused() {
        service.withPropertyValues(
                        "chengxin.identity.encryption-key=" + OF_ITS_OWN, "chengxin.identity.lookup-key=" + OF_ITS_OWN)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("the same key"));
    }

    @Test
    void aKeyThatIsNoKeyIsExplainedWithoutRepeatingIt() {
        assertThatThrownBy(() -> Keys.read("X", "not base64!", false))
                .hasMessage("X is not base64.")
                .hasNoCause();
        assertThatThrownBy(() -> Keys.read("X", "AAAA", false)).hasMessage("X holds 3 bytes; a key has 32.");
    }
}

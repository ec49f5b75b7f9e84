package org.chengxin.identity.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.chengxin.identity.Numbers;
import org.chengxin.identity.document.DocumentType;
import org.chengxin.identity.document.IdentityDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** Root keys in a security module, tried in SoftHSM (Debian's softhsm2); skipped where there is none. */
class SecurityModuleTest {

    private static final String CURRENT = "chengxin.identity.module.encryption-key";
    private static final String OTHERS = "chengxin.identity.module.other-encryption-keys";
    private static final String LOOKUP = "chengxin.identity.module.lookup-key";

    private static SoftToken token;
    private static SoftToken closed;

    @BeforeAll
    static void aToken() throws Exception {
        var library = SoftToken.library();
        assumeTrue(library.isPresent(), "SoftHSM is not installed (apt-get install softhsm2)");
        if (token != null) {
            // Repeated: the library looks for tokens once in the life of a process.
            return;
        }
        var tokens = SoftToken.inFreeSlots(library.get(), 2);
        closed = tokens.getLast();
        token = tokens.getFirst()
                .withKey("root-1", "AES")
                .withKey("root-2", "AES")
                .withKey("lookup-1", "HmacSHA256")
                .withKey("lookup-2", "HmacSHA256")
                .withLooseKey("loose");
    }

    @Test
    void whatIsWrappedInTheModuleOpensInAnotherInstanceAndNotWithoutTheModule() {
        var environment = production().withProperty(CURRENT, "root-1");
        var one = HeldKeys.of(environment).rootKeys();
        var dataKey = Suite.INTERNATIONAL.newKey();

        var wrapped = one.wrap(Suite.INTERNATIONAL, dataKey, "here");

        assertThat(one.current()).isEqualTo("module:root-1");
        assertThat(HeldKeys.of(environment).rootKeys().unwrap(one.current(), Suite.INTERNATIONAL, wrapped, "here"))
                .isEqualTo(dataKey);
        assertThatThrownBy(() -> HeldKeys.of(new MockEnvironment())
                        .rootKeys()
                        .unwrap(one.current(), Suite.INTERNATIONAL, wrapped, "here"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("module:root-1 is not held");
    }

    @Test
    void aDataKeyLeavesTheModuleForItsOwnPlaceOnly() {
        var keys = HeldKeys.of(production().withProperty(CURRENT, "root-1")).rootKeys();
        var dataKey = Suite.INTERNATIONAL.newKey();

        var wrapped = keys.wrap(Suite.INTERNATIONAL, dataKey, "here");

        assertThat(keys.unwrap(keys.current(), Suite.INTERNATIONAL, wrapped, "here"))
                .isEqualTo(dataKey);
        assertThat(wrapped).hasSize(12 + 32 + 16);
        assertThat(keys.wrap(Suite.INTERNATIONAL, dataKey, "here")).isNotEqualTo(wrapped);
        assertThatThrownBy(() -> keys.unwrap(keys.current(), Suite.INTERNATIONAL, wrapped, "there"))
                .isInstanceOf(IllegalStateException.class);
        wrapped[20] ^= 1;
        assertThatThrownBy(() -> keys.unwrap(keys.current(), Suite.INTERNATIONAL, wrapped, "here"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void valuesMoveFromTheConfigurationIntoTheModuleAndFromKeyToKey() {
        var configuredKey = Base64.getEncoder().encodeToString(new byte[32]);
        var inConfiguration = HeldKeys.of(
                        new MockEnvironment().withProperty("chengxin.identity.encryption-key", configuredKey))
                .rootKeys();
        var inModule = HeldKeys.of(token.environment()
                        .withProperty(CURRENT, "root-1")
                        .withProperty("chengxin.identity.other-encryption-keys", configuredKey))
                .rootKeys();
        var inNextKey = HeldKeys.of(
                        token.environment().withProperty(CURRENT, "root-2").withProperty(OTHERS, "root-1"))
                .rootKeys();
        var announced = HeldKeys.of(token.environment()
                        .withProperty("chengxin.identity.encryption-key", configuredKey)
                        .withProperty(OTHERS, "root-1"))
                .rootKeys();
        var withoutTheOld =
                HeldKeys.of(token.environment().withProperty(CURRENT, "root-2")).rootKeys();
        var dataKey = Suite.GM.newKey();

        var first = inConfiguration.wrap(Suite.GM, dataKey, "here");
        var second = inModule.wrap(Suite.INTERNATIONAL, dataKey, "here");
        var third = inNextKey.wrap(Suite.INTERNATIONAL, dataKey, "here");

        assertThat(inModule.unwrap(inConfiguration.current(), Suite.GM, first, "here"))
                .isEqualTo(dataKey);
        assertThat(inNextKey.unwrap("module:root-1", Suite.INTERNATIONAL, second, "here"))
                .isEqualTo(dataKey);
        assertThat(announced.unwrap("module:root-1", Suite.INTERNATIONAL, second, "here"))
                .isEqualTo(dataKey);
        assertThat(announced.current()).isEqualTo(inConfiguration.current());
        assertThat(withoutTheOld.unwrap("module:root-2", Suite.INTERNATIONAL, third, "here"))
                .isEqualTo(dataKey);
        assertThatThrownBy(() -> withoutTheOld.unwrap("module:root-1", Suite.INTERNATIONAL, second, "here"))
                .hasMessageContaining("CHENGXIN_IDENTITY_MODULE_OTHER_ENCRYPTION_KEYS");
    }

    @Test
    void theLookupKeyIsDerivedInTheModuleTheSameEachTime() {
        var environment = production().withProperty(CURRENT, "root-1").withProperty(LOOKUP, "lookup-1");
        environment.setProperty("chengxin.identity.lookup-key", "");

        var keys = HeldKeys.of(environment).lookup();
        var others = HeldKeys.of(environment
                        .withProperty(LOOKUP, "lookup-2")
                        .withProperty("chengxin.identity.module.other-lookup-keys", "lookup-1"))
                .lookup();

        assertThat(keys).hasSize(1);
        assertThat(keys.getFirst()).hasSize(32);
        assertThat(others).hasSize(2);
        assertThat(others.getLast()).isEqualTo(keys.getFirst());
        assertThat(others.getFirst()).isNotEqualTo(keys.getFirst());
        var document = new IdentityDocument(DocumentType.RESIDENT_ID, Numbers.next());
        assertThat(new Lookup(List.of(LookupKey.of(Suite.INTERNATIONAL, keys.getFirst()))).of(document))
                .hasSize(1);
    }

    @Test
    void aModuleThatCannotBeUsedIsSaidBeforeAnythingElse(@TempDir Path folder) throws Exception {
        refused(
                closed.environment()
                        .withProperty(CURRENT, "root-1")
                        .withProperty("chengxin.identity.module.pin", "0000"),
                "does not open with this PIN");
        refused(token.environment().withProperty(CURRENT, "nobody"), "There is no key nobody");
        refused(token.environment().withProperty(CURRENT, "loose"), "can be taken out");
        refused(token.environment().withProperty(CURRENT, "lookup-1"), "cannot do what it is for");
        refused(token.environment().withProperty(LOOKUP, "root-1"), "cannot do what it is for");
        refused(token.environment(), "no key in it");
        refused(token.environment().withProperty(CURRENT, "a b"), "label");
        refused(
                token.environment().withProperty(CURRENT, "root-1").withProperty("chengxin.identity.suite", "gm"),
                "not with the suite gm");
        refused(
                token.environment().withProperty(CURRENT, "root-1").withProperty("chengxin.identity.module.pin", ""),
                "no PIN");
        refused(
                token.environment().withProperty(CURRENT, "root-1").withProperty("chengxin.identity.module.slot", "x"),
                "not the number of a slot");
        refused(
                token.environment()
                        .withProperty(CURRENT, "root-1")
                        .withProperty("chengxin.identity.module.slot", "4711"),
                "does not open: slot 4711");
        refused(
                token.environment()
                        .withProperty(CURRENT, "root-1")
                        .withProperty("chengxin.identity.module.library", "/no/such/library.so"),
                "cannot be read");
        var noLibrary = Files.writeString(folder.resolve("library.so"), "not one");
        refused(
                token.environment()
                        .withProperty(CURRENT, "root-1")
                        .withProperty("chengxin.identity.module.library", noLibrary.toString()),
                "does not open");
    }

    @Test
    void thePinMayStandInAFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("pin"), SoftToken.PIN + "\n");
        var environment = token.environment()
                .withProperty(CURRENT, "root-1")
                .withProperty("chengxin.identity.module.pin", "file:" + file);

        assertThat(HeldKeys.of(environment).rootKeys().current()).isEqualTo("module:root-1");
        assertThat(ModuleSettings.of(environment).toString()).doesNotContain(SoftToken.PIN);
    }

    /** Production, where no key of the configuration is needed but for finding documents. */
    private static MockEnvironment production() {
        var environment = token.environment()
                .withProperty(
                        "chengxin.identity.lookup-key", Base64.getEncoder().encodeToString(new byte[32]));
        environment.setActiveProfiles("production");
        return environment;
    }

    private static void refused(MockEnvironment environment, String why) {
        assertThatThrownBy(() -> HeldKeys.of(environment))
                .isInstanceOf(UnsafeKeys.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(SoftToken.PIN);
    }
}

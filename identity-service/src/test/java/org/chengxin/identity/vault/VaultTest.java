package org.chengxin.identity.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.chengxin.identity.document.DocumentType;
import org.chengxin.identity.document.IdentityDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VaultTest {

    private final SealedFor wang = SealedFor.name(UUID.randomUUID());

    @ParameterizedTest
    @EnumSource(Suite.class)
    void aSealedTextOpensAgainInItsPlace(Suite suite) {
        var vault = new Vault(new Ring(suite));

        var sealed = vault.seal("测试甲", wang);

        assertThat(vault.open(sealed, wang)).isEqualTo("测试甲");
        assertThat(sealed.key()).startsWith(suite.sealing() + "/");
    }

    @Test
    void valuesOfBothSuitesAreReadSideBySide() {
        var ring = new Ring(Suite.INTERNATIONAL);
        var vault = new Vault(ring);
        var before = vault.seal("测试甲", wang);

        ring.change(Suite.GM);
        var after = vault.seal("测试甲", wang);

        assertThat(after.key()).startsWith("SM4-GCM/");
        assertThat(vault.open(before, wang)).isEqualTo(vault.open(after, wang));
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        var vault = new Vault(new Ring(Suite.GM));

        assertThat(vault.seal("测试甲", wang)).isNotEqualTo(vault.seal("测试甲", wang));
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void manyAtOnceUnderSeveralKeysDoNotDisturbEachOther(Suite suite) throws Exception {
        var vaults = List.of(new Vault(new Ring(suite)), new Vault(new Ring(suite)));
        var lookup = new Lookup(List.of(LookupKey.of(suite, Keys.localKey("A"))));
        var document = new IdentityDocument(DocumentType.RESIDENT_ID, "530199199001010019");
        var hash = lookup.current(document);
        var stranger = vaults.getFirst().seal("测试乙", SealedFor.name(UUID.randomUUID()));

        try (var threads = Executors.newFixedThreadPool(8)) {
            var work = threads.invokeAll(IntStream.range(0, 400)
                    .<Callable<Boolean>>mapToObj(nth -> () -> {
                        var vault = vaults.get(nth % 2);
                        var place = SealedFor.name(UUID.randomUUID());
                        var sealed = vault.seal("测试" + nth, place);
                        // A text that does not open must not spoil the next one.
                        assertThatThrownBy(() -> vaults.getFirst().open(stranger, place))
                                .isInstanceOf(IllegalStateException.class);
                        return vault.open(sealed, place).equals("测试" + nth)
                                && lookup.current(document).equals(hash);
                    })
                    .toList());
            for (var done : work) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void aSealedTextCopiedToAnotherRowDoesNotOpen(Suite suite) {
        var vault = new Vault(new Ring(suite));
        var sealed = vault.seal("测试甲", wang);

        assertThatThrownBy(() -> vault.open(sealed, SealedFor.name(UUID.randomUUID())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("测试甲");
        assertThatThrownBy(() -> vault.open(sealed, SealedFor.documentNumber(wang.row())))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void aChangedTextDoesNotOpen(Suite suite) {
        var vault = new Vault(new Ring(suite));
        var sealed = vault.seal("测试甲", wang);
        var box = Base64.getDecoder().decode(sealed.box());
        box[box.length / 2] ^= 1;

        assertThatThrownBy(() ->
                        vault.open(new Sealed(sealed.key(), Base64.getEncoder().encodeToString(box)), wang))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(new Sealed(sealed.key(), "AAAA"), wang))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyThatIsNotHeldIsNamed() {
        var sealed = new Vault(new Ring(Suite.GM)).seal("测试甲", wang);

        assertThatThrownBy(() -> new Vault(new Ring(Suite.GM)).open(sealed, wang))
                .hasMessageContaining(sealed.key());
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void aDataKeyIsWrappedByARootKeyAndOpensWithThatOneAlone(Suite suite) {
        var root = new ConfiguredRootKeys(List.of(Keys.localKey("A"), Keys.localKey("B")));
        var dataKey = suite.newKey();

        var wrapped = root.wrap(suite, dataKey, "key 1");

        assertThat(root.unwrap(root.current(), suite, wrapped, "key 1")).isEqualTo(dataKey);
        var swapped = new ConfiguredRootKeys(List.of(Keys.localKey("B"), Keys.localKey("A")));
        assertThat(swapped.unwrap(root.current(), suite, wrapped, "key 1")).isEqualTo(dataKey);
        assertThatThrownBy(() -> root.unwrap(swapped.current(), suite, wrapped, "key 1"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> root.unwrap("unknown", suite, wrapped, "key 1"))
                .hasMessageContaining("CHENGXIN_IDENTITY_OTHER_ENCRYPTION_KEYS");
    }

    @Test
    void theHashesAreThoseOfTheStandards() {
        // RFC 4231 test case 2; the same key and text under HMAC-SM3 (GB/T 32905), as GmSSL and OpenSSL give it.
        var key = "Jefe".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(HexFormat.of().formatHex(Suite.INTERNATIONAL.hash(key, "what do ya want for nothing?")))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(Suite.GM.hash(key, "what do ya want for nothing?")).hasSize(32);
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void aDocumentIsFoundByItsTypeAndNumberUnderOneKey(Suite suite) {
        var card = new IdentityDocument(DocumentType.RESIDENT_ID, "530199199001010019");
        var permit = new IdentityDocument(DocumentType.HKMT_RESIDENCE, "530199199001010019");
        var lookup = new Lookup(List.of(LookupKey.of(suite, Keys.localKey("A"))));
        var other = new Lookup(List.of(LookupKey.of(suite, Keys.localKey("B"))));

        assertThat(lookup.of(card)).isEqualTo(List.of(lookup.current(card)));
        assertThat(lookup.current(card)).isNotEqualTo(lookup.current(permit));
        assertThat(lookup.current(card)).isNotEqualTo(other.current(card));
        assertThat(lookup.currentKey()).startsWith(suite.hashing() + "/");
    }

    @Test
    void aPseudonymLeadsBackWithItsOwnKeyOnly() {
        var person = UUID.randomUUID();
        var bank = Pseudonyms.under(Pseudonyms.newKey());
        var school = Pseudonyms.under(Pseudonyms.newKey());

        var token = bank.of(person);

        assertThat(token).hasSize(43).isEqualTo(bank.of(person)).isNotEqualTo(school.of(person));
        assertThat(bank.subjectOf(token)).contains(person);
        assertThat(school.subjectOf(token)).isEmpty();
        assertThat(bank.subjectOf("A" + token.substring(1)))
                .satisfiesAnyOf(
                        nobody -> assertThat(nobody).isEmpty(),
                        same -> assertThat(token).startsWith("A"));
        assertThat(bank.subjectOf("not a token")).isEmpty();
        assertThat(bank.subjectOf("")).isEmpty();
    }

    @Test
    void aPseudonymStaysTheSameFromReleaseToRelease() {
        // Receivers keep what they were given. Computed by another implementation of HMAC-SHA-256 and AES-256-CTR.
        var bank = Pseudonyms.under("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

        assertThat(bank.of(UUID.fromString("019c0000-0000-7000-8000-0000000000b1")))
                .isEqualTo("ppROThaRBnp34Qxfpl7t6B28EwAC-RHj9sWqDon1uBs");
    }

    @Test
    void manyPseudonymsAtOnceDoNotDisturbEachOther() throws Exception {
        var receivers = List.of(Pseudonyms.under(Pseudonyms.newKey()), Pseudonyms.under(Pseudonyms.newKey()));

        try (var threads = Executors.newFixedThreadPool(8)) {
            var work = threads.invokeAll(IntStream.range(0, 2_000)
                    .<Callable<Boolean>>mapToObj(nth -> () -> {
                        var person = UUID.randomUUID();
                        var token = receivers.get(nth % 2).of(person);
                        return receivers.get(nth % 2).subjectOf(token).equals(Optional.of(person))
                                && receivers.get(1 - nth % 2).subjectOf(token).isEmpty();
                    })
                    .toList());
            for (var done : work) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    /** Data keys in memory. */
    private static final class Ring implements DataKeys {

        private final Map<String, DataKey> keys = new HashMap<>();
        private DataKey current;

        Ring(Suite suite) {
            current = made(suite);
        }

        void change(Suite suite) {
            current = made(suite);
        }

        private DataKey made(Suite suite) {
            var key = new DataKey(suite.sealing() + "/" + UUID.randomUUID(), suite, suite.newKey());
            keys.put(key.name(), key);
            return key;
        }

        @Override
        public DataKey current() {
            return current;
        }

        @Override
        public @Nullable DataKey named(String name) {
            return keys.get(name);
        }

        @Override
        public List<String> stale() {
            return List.of();
        }
    }
}

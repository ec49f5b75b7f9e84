package org.chengxin.identity.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.UUID;
import org.chengxin.identity.document.DocumentType;
import org.chengxin.identity.document.IdentityDocument;
import org.junit.jupiter.api.Test;

class VaultTest {

    private final Vault vault = new Vault(Keys.localKey("A"));
    private final SealedFor wang = SealedFor.name(UUID.randomUUID());

    @Test
    void aSealedTextOpensAgainInItsPlace() {
        var sealed = vault.seal("测试甲", wang);

        assertThat(vault.open(sealed, wang)).isEqualTo("测试甲");
        assertThat(sealed.key()).matches("AES-256-GCM/[0-9a-f]{8}");
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        assertThat(vault.seal("测试甲", wang)).isNotEqualTo(vault.seal("测试甲", wang));
    }

    @Test
    void aSealedTextCopiedToAnotherRowDoesNotOpen() {
        var sealed = vault.seal("测试甲", wang);

        assertThatThrownBy(() -> vault.open(sealed, SealedFor.name(UUID.randomUUID())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("测试甲");
        assertThatThrownBy(() -> vault.open(sealed, SealedFor.documentNumber(wang.row())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aChangedTextDoesNotOpen() {
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
    void anotherKeyIsNamedWhenATextDoesNotOpenWithThisOne() {
        var sealed = new Vault(Keys.localKey("B")).seal("测试甲", wang);

        assertThatThrownBy(() -> vault.open(sealed, wang)).hasMessageContaining(sealed.key());
    }

    @Test
    void aDocumentIsFoundByItsTypeAndNumberUnderOneKey() {
        var card = new IdentityDocument(DocumentType.RESIDENT_ID, "530199199001010019");
        var permit = new IdentityDocument(DocumentType.HKMT_RESIDENCE, "530199199001010019");
        var lookup = new Lookup(Keys.localKey("A"));

        assertThat(lookup.of(card)).isEqualTo(new Lookup(Keys.localKey("A")).of(card));
        assertThat(lookup.of(card)).isNotEqualTo(lookup.of(permit));
        assertThat(lookup.of(card)).isNotEqualTo(new Lookup(Keys.localKey("B")).of(card));
    }
}

package org.chengxin.record.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.ECPoint;

/**
 * SM2 with SM3 (GB/T 32918, GB/T 32905) under the user id that the standard has for those who name none.
 *
 * <p>C2SP signed-note has no signature type for it: 255 and behind it a name of our own, as it recommends. Then the key as a
 * point of 65 bytes; the signature is r and s, 32 bytes each.
 */
record Sm2Key(BigInteger secret, ECPoint point) implements NoteKey {

    private static final byte[] TYPE = "\u00ffchengxin.org/sm2-sm3".getBytes(StandardCharsets.ISO_8859_1);
    private static final ECDomainParameters CURVE = new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));

    static Sm2Key from(String secret) {
        var seed = ("chengxin sm2 " + secret).getBytes(StandardCharsets.UTF_8);
        // Twice as many bits as the order has: nobody can tell that they are not drawn from it evenly.
        var drawn = new BigInteger(1, joined(Hash.of(new byte[] {0}, seed), Hash.of(new byte[] {1}, seed)));
        // From 1 to n - 2, as the standard wants it.
        var number = drawn.mod(CURVE.getN().subtract(BigInteger.TWO)).add(BigInteger.ONE);
        return new Sm2Key(number, CURVE.getG().multiply(number).normalize());
    }

    @Override
    public byte[] typed() {
        return joined(TYPE, point.getEncoded(false));
    }

    @Override
    public byte[] sign(byte[] text) {
        var signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(true, new ECPrivateKeyParameters(secret, CURVE));
        signer.update(text, 0, text.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("SM2 signs whatever it is given", e);
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = new byte[one.length + other.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}

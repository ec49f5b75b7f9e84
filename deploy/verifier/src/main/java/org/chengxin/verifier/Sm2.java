package org.chengxin.verifier;

import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/** SM2 with SM3 (GB/T 32918, GB/T 32905), which Java does not have; only this class needs Bouncy Castle. */
final class Sm2 {

    /** An uncompressed point. */
    static final int POINT_BYTES = 65;

    private static final int SIGNATURE_BYTES = 64;
    private static final ECDomainParameters CURVE = new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));

    private Sm2() {}

    /**
     * Under the user id that the standard has for those who name none.
     *
     * @param signature r and s, 32 bytes each
     * @throws IllegalArgumentException when the point does not lie on the curve
     */
    static boolean hasSigned(byte[] point, byte[] text, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        var verification = new SM2Signer(PlainDSAEncoding.INSTANCE);
        verification.init(false, new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE));
        verification.update(text, 0, text.length);
        return verification.verifySignature(signature);
    }
}

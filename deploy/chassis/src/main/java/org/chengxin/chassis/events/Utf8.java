package org.chengxin.chassis.events;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text of bytes that are UTF-8, and not of others: a replaced character is another than was sent. */
final class Utf8 {

    private static final char REPLACED = '\uFFFD';

    private Utf8() {}

    /** @throws UnreadableEvent when it is no UTF-8 */
    static String text(byte[] bytes, String what) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        // Only then is a second, slower look needed: somebody may really have sent that character.
        if (text.indexOf(REPLACED) >= 0 && !isUtf8(bytes)) {
            throw new UnreadableEvent(what + " is not UTF-8");
        }
        return text;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

package org.chengxin.verifier;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A signed head of the tree (C2SP tlog-checkpoint in a signed note).
 *
 * @param root over the first {@code size} leaves
 */
record Checkpoint(String origin, long size, byte[] root) {

    /**
     * @param keys those that are trusted: at least one must have signed, and none of their signatures may be wrong
     * @throws IllegalArgumentException when it is not a checkpoint that these keys have signed
     */
    static Checkpoint verified(String note, List<VerifierKey> keys) {
        var border = note.lastIndexOf("\n\n");
        if (border < 0) {
            throw new IllegalArgumentException("the checkpoint is not a signed note");
        }
        var text = note.substring(0, border + 1);
        var signatures = 0;
        for (var line : note.substring(border + 2).split("\n", -1)) {
            var parts = line.split(" ", -1);
            if (parts.length == 3 && parts[0].equals("\u2014")) {
                signatures += count(text, parts[1], Base64.getDecoder().decode(parts[2]), keys);
            }
        }
        if (signatures == 0) {
            throw new IllegalArgumentException("the checkpoint is not signed by this key");
        }
        return read(text);
    }

    /** @return how many of the keys the signature belongs to; those of keys that nobody named say nothing */
    private static int count(String text, String name, byte[] signature, List<VerifierKey> keys) {
        var count = 0;
        for (var key : keys) {
            var id = signature.length < 4 ? "" : HexFormat.of().formatHex(signature, 0, 4);
            if (key.name().equals(name) && key.id().equals(id)) {
                if (!key.hasSigned(text, Arrays.copyOfRange(signature, 4, signature.length))) {
                    throw new IllegalArgumentException("the checkpoint is not signed by this key");
                }
                count++;
            }
        }
        return count;
    }

    private static Checkpoint read(String text) {
        var lines = text.split("\n", -1);
        return new Checkpoint(
                lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
    }
}

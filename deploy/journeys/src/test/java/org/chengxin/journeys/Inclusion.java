package org.chengxin.journeys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Whether a proof that a person was given leads from the words of their entry to the signed root (RFC 9162, 2.1.3.2). */
final class Inclusion {

    private Inclusion() {}

    static boolean proven(JsonNode proof) {
        var checkpoint = proof.path("checkpoint").asString().split("\n", -1);
        long size = proof.path("treeSize").asLong();
        long at = proof.path("index").asLong();
        if (Long.parseLong(checkpoint[1]) != size || at >= size) {
            return false;
        }
        byte[] hash = AccessTree.leaf(proof.path("text").asString().getBytes(StandardCharsets.UTF_8));
        long last = size - 1;
        for (JsonNode step : proof.path("path")) {
            byte[] beside = Base64.getDecoder().decode(step.asString());
            if (last == 0) {
                return false;
            }
            if (at % 2 == 1 || at == last) {
                hash = node(beside, hash);
                while (at % 2 == 0 && at != 0) {
                    at /= 2;
                    last /= 2;
                }
            } else {
                hash = node(hash, beside);
            }
            at /= 2;
            last /= 2;
        }
        return last == 0 && Arrays.equals(hash, Base64.getDecoder().decode(checkpoint[2]));
    }

    private static byte[] node(byte[] left, byte[] right) {
        byte[] both = new byte[1 + left.length + right.length];
        both[0] = 1;
        System.arraycopy(left, 0, both, 1, left.length);
        System.arraycopy(right, 0, both, 1 + left.length, right.length);
        return AccessTree.sha256(both);
    }
}

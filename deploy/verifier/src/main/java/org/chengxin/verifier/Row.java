package org.chengxin.verifier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version as the database has it.
 *
 * @param leaf its place in the tree
 * @param salt absent when the content was erased
 * @param content the text that PostgreSQL gives for the JSON; absent when it was erased
 */
record Row(
        long leaf,
        String name,
        byte[] commitment,
        byte @Nullable [] salt,
        @Nullable String content) {

    /** What is wrong with the row in itself. */
    Optional<String> defect() {
        if (content == null || salt == null) {
            return content == null && salt == null
                    ? Optional.empty()
                    : Optional.of("has lost its " + (content == null ? "content" : "salt") + " but not the other");
        }
        var expected = Sha256.of(salt, content.getBytes(StandardCharsets.UTF_8));
        return Arrays.equals(expected, commitment)
                ? Optional.empty()
                : Optional.of("does not hold the content that was committed to");
    }
}

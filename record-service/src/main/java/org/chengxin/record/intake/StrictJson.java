package org.chengxin.record.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON of departments, and only what everybody reads alike: real UTF-8, no member twice, neither deep nor long.
 *
 * <p>A parser that takes the last of two equal members records something else than one that takes the first, and both would
 * call it the same decision.
 */
final class StrictJson {

    /** Far above any decision, far below what several hundred of them in memory would hurt. */
    static final int MOST_BYTES = 256 * 1024;

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;
    private static final char UNREADABLE = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .build())
                    .build())
            .build();

    private StrictJson() {}

    /** What the bytes hold. */
    sealed interface Reading {

        record Read(JsonNode data) implements Reading {}

        /** @param reason what is wrong and how to mend it, without the content */
        record Unreadable(String reason) implements Reading {}
    }

    static Reading read(byte[] bytes) {
        try {
            return new Reading.Read(MAPPER.readTree(text(bytes)));
        } catch (NotText e) {
            return new Reading.Unreadable(e.reason);
        } catch (JacksonException e) {
            return new Reading.Unreadable(reason(e));
        }
    }

    private static String text(byte[] bytes) throws NotText {
        if (bytes.length > MOST_BYTES) {
            throw new NotText(
                    "it is longer than 256 KiB; send the facts that the schema of the type asks for and no more");
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(UNREADABLE) >= 0 && !isUtf8(bytes)) {
            throw new NotText("it is not UTF-8");
        }
        if (text.isBlank()) {
            throw new NotText("it is empty");
        }
        return text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Never the message of the parser: it quotes what was sent. */
    private static String reason(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "it is nested deeper than %d levels, or has a number of more than %d digits or a name of more than %d characters"
                    .formatted(DEEPEST, LONGEST_NUMBER, LONGEST_NAME);
        }
        return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
                ? "a member stands twice in the same object"
                : "it is not JSON";
    }

    /** The bytes are no text that a parser should see. */
    private static final class NotText extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        NotText(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}

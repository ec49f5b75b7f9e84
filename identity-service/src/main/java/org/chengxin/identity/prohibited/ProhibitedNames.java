package org.chengxin.identity.prohibited;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Names of fields that denote what the platform never holds (rule A-4).
 *
 * <p>Compared without regard to case, width and how the words are joined ({@code faceImage}, {@code FACE_IMAGE}). English
 * words and pinyin are whole words of the name, Chinese words may stand anywhere in it.
 */
@Component
public final class ProhibitedNames {

    private static final String SEED = "seed/prohibited-names.csv";

    private record Word(String category, String joined) {

        boolean isIn(String name) {
            var together = joined.replace("-", "");
            return joined.codePoints().anyMatch(Character::isIdeographic)
                    ? name.replace("-", "").contains(together)
                    : name.contains(joined) || name.replace("-", "").equals(together);
        }
    }

    private final List<Word> words;

    public ProhibitedNames() {
        try {
            words = new ClassPathResource(SEED)
                    .getContentAsString(UTF_8)
                    .lines()
                    .skip(1)
                    .flatMap(line -> Arrays.stream(
                                    line.substring(line.indexOf(',') + 1).split(";", -1))
                            .map(name -> new Word(line.substring(0, line.indexOf(',')), joined(name.strip()))))
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(SEED, fault);
        }
    }

    /** The category that the name of a field denotes; empty when it denotes none. */
    public Optional<String> categoryOf(String fieldName) {
        var name = joined(fieldName);
        return words.stream()
                .filter(word -> word.isIn(name))
                .map(Word::category)
                .findFirst();
    }

    /** The words of a name in lower case with a hyphen before, between and after them: {@code -face-image-}. */
    private static String joined(String name) {
        var folded = Normalizer.normalize(name, Normalizer.Form.NFKC);
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (var place = 0; place < folded.length(); place++) {
            var character = folded.charAt(place);
            var startsWord =
                    Character.isUpperCase(character) && place > 0 && !Character.isUpperCase(folded.charAt(place - 1));
            if ((startsWord || !Character.isLetterOrDigit(character)) && !part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
            if (Character.isLetterOrDigit(character)) {
                part.append(character);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return ("-" + String.join("-", parts) + "-").toLowerCase(Locale.ROOT);
    }
}

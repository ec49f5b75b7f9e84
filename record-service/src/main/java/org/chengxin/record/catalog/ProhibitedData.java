package org.chengxin.record.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.chengxin.record.SeedFile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Finds members of {@code facts} that hold a category that the platform never holds (rule A-4): by their name, by the shape
 * of their value ({@link ProhibitedValues}), or by a label in their text.
 *
 * <p>At any depth. A name is compared without regard to case, width, and the way
 * its words are joined ({@code taxAmount}, {@code TAX_AMOUNT}, {@code tax-amount}). English words and pinyin must be
 * whole words of the name ({@code monthlyIncome} is income), Chinese words may stand anywhere in it. The words are data:
 * {@code seed/prohibited-names.csv}.
 */
@Component
public final class ProhibitedData {

    /** Departments use a handful of names over and over; whoever invents names fills no memory. */
    private static final int REMEMBERED = 1_000;

    private static final int LONGEST_TEXT = 10_000;

    private final List<Word> words;
    /** The category of each Chinese word, which a text may put before a colon. */
    private final Map<String, String> labels;

    private final Set<Integer> labelLengths;
    private final Map<String, Optional<String>> remembered = new ConcurrentHashMap<>();

    public ProhibitedData() {
        this.words = SeedFile.named("prohibited-names.csv").rows().stream()
                .flatMap(row -> SeedFile.values(row.get("names")).stream()
                        .map(name -> new Word(row.get("category"), joined(name.strip()))))
                .toList();
        this.labels = words.stream()
                .filter(Word::chinese)
                .collect(Collectors.toMap(Word::together, Word::category, (one, _) -> one));
        this.labelLengths = labels.keySet().stream().map(String::length).collect(Collectors.toSet());
    }

    /** @return the first prohibited member in document order, by its name, by its value, or by a label in its text */
    public Optional<ProhibitedFact> find(JsonNode facts) {
        return find(facts, "", true);
    }

    /** @return the first prohibited name in document order; for schemas, whose texts are about fields and not persons */
    public Optional<ProhibitedFact> findName(JsonNode members) {
        return find(members, "", false);
    }

    private Optional<ProhibitedFact> find(JsonNode node, String pointer, boolean values) {
        if (values && node.isString()) {
            return inText(node.stringValue()).map(category -> new ProhibitedFact(category, pointer));
        }
        if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                var found = find(node.get(i), pointer + "/" + i, values);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        for (var member : node.properties()) {
            var at = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
            var category = categoryOf(member.getKey());
            if (category.isPresent()) {
                return category.map(code -> new ProhibitedFact(code, at));
            }
            var found = find(member.getValue(), at, values);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> inText(String text) {
        // What is longer breaks every schema anyway.
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        return ProhibitedValues.categoryIn(text).or(() -> labelled(text));
    }

    /** {@code 宗教信仰：…} gives away what no member may be called. */
    private Optional<String> labelled(String text) {
        if (text.indexOf(':') < 0 && text.indexOf('：') < 0 && text.indexOf('=') < 0 && text.indexOf('＝') < 0) {
            return Optional.empty();
        }
        var folded = FoldedText.of(text).replace(" ", "");
        for (var end = 0; end < folded.length(); end++) {
            if (folded.charAt(end) == ':' || folded.charAt(end) == '=') {
                for (var length : labelLengths) {
                    var category = length > end ? null : labels.get(folded.substring(end - length, end));
                    if (category != null) {
                        return Optional.of(category);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> categoryOf(String memberName) {
        var known = remembered.get(memberName);
        if (known != null) {
            return known;
        }
        var name = joined(memberName);
        var category = words.stream()
                .filter(word -> word.isIn(name))
                .map(Word::category)
                .findFirst();
        if (remembered.size() < REMEMBERED) {
            remembered.put(memberName, category);
        }
        return category;
    }

    /** The words of a name in lower case with a hyphen before, between and after them: {@code -tax-amount-}. */
    private static String joined(String name) {
        var folded = FoldedText.of(name);
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (var i = 0; i < folded.length(); i++) {
            var c = folded.charAt(i);
            var startsWord = Character.isUpperCase(c) && i > 0 && !Character.isUpperCase(folded.charAt(i - 1));
            if ((startsWord || !Character.isLetterOrDigit(c)) && !part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
            if (Character.isLetterOrDigit(c)) {
                part.append(c);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return ("-" + String.join("-", parts) + "-").toLowerCase(Locale.ROOT);
    }

    private record Word(String category, String joined, String together, boolean chinese) {

        Word(String category, String joined) {
            this(category, joined, joined.replace("-", ""), joined.codePoints().anyMatch(Character::isIdeographic));
        }

        boolean isIn(String name) {
            var nameTogether = name.replace("-", "");
            // "bloodtype" is written without a border between its words
            return chinese ? nameTogether.contains(together) : name.contains(joined) || nameTogether.equals(together);
        }
    }
}

package org.chengxin.record.intake;

import java.math.BigDecimal;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds what PostgreSQL's text and jsonb refuse, and what is too much to be looked at: otherwise one bad event would take
 * the batch with it.
 */
final class StorableCheck {

    /** Far beyond any lawful amount, far below what a database column or a comparison can be made to choke on. */
    private static final int MAX_DIGITS = 40;
    /** Ten times what the largest whitelist allows. */
    private static final int MOST_VALUES = 1_000;

    private final BiConsumer<String, String> wrong;
    private int values;

    private StorableCheck(BiConsumer<String, String> wrong) {
        this.wrong = wrong;
    }

    /** @param wrong takes the pointer and what is wrong there */
    static void of(JsonNode data, String pointer, BiConsumer<String, String> wrong) {
        var check = new StorableCheck(wrong);
        check.look(data, new Place(null, pointer));
        if (check.values > MOST_VALUES) {
            wrong.accept("", "holds more than " + MOST_VALUES + " values");
        }
    }

    /** The pointer to a value, written out only when something is wrong there. */
    private record Place(@Nullable Place above, String step) {

        String pointer() {
            return above == null ? step : above.pointer() + "/" + escaped(step);
        }
    }

    private void look(JsonNode node, Place place) {
        if (++values > MOST_VALUES) {
            return;
        }
        if (node.isString()) {
            if (!isStorable(node.stringValue())) {
                wrong.accept(place.pointer(), "holds U+0000 or half of a surrogate pair");
            }
        } else if (node.isNumber()) {
            number(node, place);
        } else if (node.isArray()) {
            for (var index = 0; index < node.size(); index++) {
                look(node.get(index), new Place(place, Integer.toString(index)));
            }
        } else {
            for (var member : node.properties()) {
                if (isStorable(member.getKey())) {
                    look(member.getValue(), new Place(place, member.getKey()));
                } else {
                    wrong.accept(place.pointer(), "has a member whose name holds U+0000 or half of a surrogate pair");
                }
            }
        }
    }

    private void number(JsonNode node, Place place) {
        if (!node.isIntegralNumber() && !node.isBigDecimal() && !Double.isFinite(node.doubleValue())) {
            wrong.accept(place.pointer(), "is not a number");
        } else if (hasTooManyDigits(node)) {
            wrong.accept(place.pointer(), "has more than " + MAX_DIGITS + " digits");
        }
    }

    private static boolean hasTooManyDigits(JsonNode number) {
        if (number.isInt() || number.isLong()) {
            return false;
        }
        if (number.isBigInteger()) {
            return number.bigIntegerValue().bitLength() > MAX_DIGITS * 3;
        }
        BigDecimal decimal = number.decimalValue();
        return decimal.precision() > MAX_DIGITS || Math.abs((long) decimal.scale()) > MAX_DIGITS;
    }

    private static boolean isStorable(String text) {
        for (var index = 0; index < text.length(); index++) {
            var c = text.charAt(index);
            if (c == 0) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                index++;
                if (index == text.length() || !Character.isLowSurrogate(text.charAt(index))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }
}

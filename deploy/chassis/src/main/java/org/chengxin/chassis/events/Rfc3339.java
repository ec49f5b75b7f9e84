package org.chengxin.chassis.events;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Timestamps of RFC 3339, leap seconds included: the Java class that reads ISO 8601 knows no second 60, and allows what RFC
 * 3339 does not.
 */
final class Rfc3339 {

    private static final Pattern FORM = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:)([0-9]{2})(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final String LEAP = "60";
    /** A point and nanoseconds; finer parts are not kept. */
    private static final int LONGEST_FRACTION = 10;

    private Rfc3339() {}

    /**
     * @return of a leap second the instant behind it
     * @throws UnreadableEvent when it is no timestamp of RFC 3339
     */
    static OffsetDateTime read(String text) {
        var parts = FORM.matcher(text);
        if (parts.matches()) {
            try {
                return parts.group(2).equals(LEAP) ? behindLeap(parts.toMatchResult()) : time(parts, parts.group(2));
            } catch (DateTimeException e) {
                // answered below; the message quotes what was sent
            }
        }
        throw new UnreadableEvent("time is not a timestamp of RFC 3339");
    }

    /** Leap seconds stand at the end of a month in UTC and nowhere else (RFC 3339, section 5.7). */
    private static OffsetDateTime behindLeap(MatchResult parts) {
        var behind =
                OffsetDateTime.parse(parts.group(1) + "59" + parts.group(4)).plusSeconds(1);
        var utc = behind.withOffsetSameInstant(ZoneOffset.UTC);
        if (utc.getDayOfMonth() != 1 || !utc.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new DateTimeException("no leap second");
        }
        return behind;
    }

    private static OffsetDateTime time(MatchResult parts, String second) {
        var fraction = parts.group(3) == null ? "" : parts.group(3);
        var kept = fraction.substring(0, Math.min(fraction.length(), LONGEST_FRACTION));
        return OffsetDateTime.parse(parts.group(1) + second + kept + parts.group(4));
    }
}

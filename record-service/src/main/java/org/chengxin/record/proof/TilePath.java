package org.chengxin.record.proof;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last part of a tile's address (C2SP tlog-tiles): {@code 0/x001/234}, {@code 1/000.p/17}, {@code entries/005}.
 *
 * @param level of the tile; absent for a bundle of entries
 * @param width how many of its 256 places
 */
record TilePath(Optional<Integer> level, long number, int width) {

    private static final Pattern FORM =
            Pattern.compile("(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    static Optional<TilePath> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(match.group(2).replace("x", "").replace("/", ""));
        var width = match.group(3) == null ? Tiles.WIDTH : Integer.parseInt(match.group(3));
        if (width > Tiles.WIDTH || (width == Tiles.WIDTH && match.group(3) != null)) {
            return Optional.empty();
        }
        var level = match.group(1).equals("entries")
                ? Optional.<Integer>empty()
                : Optional.of(Integer.parseInt(match.group(1)));
        return Optional.of(new TilePath(level, number, width));
    }
}

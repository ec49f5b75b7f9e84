package org.chengxin.bench.growth;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the rows of one table are multiplied: every column as it is, but for those named here.
 *
 * <p>Names are made anew from the old ones by the same rule in every database, so that copies of one record find each other
 * in all of them without being told. In an expression {@code t} is the old row, {@code k} the number of the copy.
 *
 * @param cluster index by which the rows are laid in order afterwards, so that old rows lie scattered among the copies
 */
record Copying(String database, String table, Map<String, String> columns, String cluster) {

    /** A name that says nothing, as those of persons. */
    static final String RANDOM = "md5(t.%s::text || '/%d/' || k)::uuid";

    /** A name that begins with the time of its making: the copy is as old as its original. */
    static final String OF_ITS_TIME = """
        (substr(t.%1$s::text, 1, 19) || 'a' || substr(md5(t.%1$s::text || '/%2$d/' || k), 1, 3) || '-'
         || substr(md5(t.%1$s::text || '/%2$d/' || k), 4, 12))::uuid\
        """;

    Copying {
        columns = Map.copyOf(columns);
    }

    static Copying of(String database, String table) {
        return new Copying(database, table, Map.of(), "");
    }

    Copying with(String column, String expression) {
        var more = new LinkedHashMap<>(columns);
        more.put(column, expression);
        return new Copying(database, table, more, cluster);
    }

    Copying renamed(String column, int round) {
        return with(column, RANDOM.formatted(column, round));
    }

    Copying renamedInTime(String column, int round) {
        return with(column, OF_ITS_TIME.formatted(column, round));
    }

    /** Department's own names: told from the originals by the point in them. */
    Copying suffixed(String column, int round) {
        return with(column, "t." + column + " || '." + round + ".' || k");
    }

    Copying inOrderOf(String index) {
        return new Copying(database, table, columns, index);
    }
}

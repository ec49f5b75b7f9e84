package org.chengxin.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that a log is signed, that it begins with the log of an earlier checkpoint, and that a database holds exactly what
 * the log says: no row changed, removed, added or moved.
 *
 * <pre>
 *   --log=<address or folder> --key=<verifier key or file>   always; a file may hold several keys, one a line
 *   --since=<file with an earlier checkpoint>                 the log has only grown since
 *   --rows=<jdbc address or file of copy>                     the rows are those of the log
 * </pre>
 */
public final class Verifier {

    private static final int MOST_FINDINGS = 100;

    private Verifier() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        System.exit(run(arguments, System.out));
    }

    /** @return 0 when everything is as it was signed, 1 when it is not, 2 when it cannot be checked */
    static int run(String[] arguments, PrintStream out) throws IOException, InterruptedException, SQLException {
        Map<String, String> options = new HashMap<>();
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            if (parts.length != 2
                    || !List.of("--log", "--key", "--since", "--rows").contains(parts[0])) {
                out.println("unknown: " + parts[0]);
                return 2;
            }
            options.put(parts[0], parts[1]);
        }
        var base = options.get("--log");
        var key = options.get("--key");
        if (base == null || key == null) {
            out.println("--log and --key are needed");
            return 2;
        }
        List<VerifierKey> keys;
        try {
            keys = VerifierKey.read(key(key));
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return 2;
        }
        List<String> findings;
        try (var log = new Log(base, Patience.ofFiveMinutes())) {
            findings = findings(log, keys, options, out);
        }
        findings.stream().limit(MOST_FINDINGS).forEach(finding -> out.println("FOUND: " + finding));
        if (findings.size() > MOST_FINDINGS) {
            out.println("and " + (findings.size() - MOST_FINDINGS) + " more");
        }
        out.println(findings.isEmpty() ? "All is as it was signed." : "This is not what was signed.");
        return findings.isEmpty() ? 0 : 1;
    }

    private static String key(String given) throws IOException {
        return given.contains("+") ? given : Files.readString(Path.of(given));
    }

    private static List<String> findings(Log log, List<VerifierKey> keys, Map<String, String> options, PrintStream out)
            throws IOException, InterruptedException, SQLException {
        var findings = new ArrayList<String>();
        Checkpoint now;
        try {
            now = Checkpoint.verified(log.checkpoint(), keys);
        } catch (IllegalArgumentException e) {
            findings.add(e.getMessage());
            return findings;
        }
        var leaves = log.leaves(now.size());
        out.println("log " + now.origin() + ", " + now.size() + " leaves");
        if (!Arrays.equals(Sha256.root(leaves), now.root())) {
            findings.add("the tiles do not make the root that was signed");
            return findings;
        }
        var since = options.get("--since");
        if (since != null) {
            grown(Checkpoint.verified(Files.readString(Path.of(since)), keys), leaves, findings);
        }
        var rows = options.get("--rows");
        if (rows != null) {
            compare(Rows.read(rows), leaves, findings);
        }
        return findings;
    }

    private static void grown(Checkpoint earlier, List<byte[]> leaves, List<String> findings) {
        if (earlier.size() > leaves.size()) {
            findings.add("the log has shrunk from " + earlier.size() + " to " + leaves.size() + " leaves");
        } else if (!Arrays.equals(Sha256.root(leaves.subList(0, (int) earlier.size())), earlier.root())) {
            findings.add("the first " + earlier.size() + " leaves are not those of the earlier checkpoint");
        }
    }

    private static void compare(List<Row> rows, List<byte[]> leaves, List<String> findings) {
        var expected = 0L;
        for (var row : rows) {
            if (row.leaf() >= leaves.size()) {
                // Committed after the checkpoint was signed.
                break;
            }
            if (row.leaf() < expected) {
                findings.add("leaf " + row.leaf() + " (" + row.name() + ") stands there twice");
                continue;
            }
            for (; expected < row.leaf(); expected++) {
                findings.add("leaf " + expected + " has been removed");
            }
            expected = row.leaf() + 1;
            row.defect().ifPresent(defect -> findings.add("leaf " + row.leaf() + " (" + row.name() + ") " + defect));
            if (!Arrays.equals(Sha256.leaf(row.commitment()), leaves.get((int) row.leaf()))) {
                findings.add("leaf " + row.leaf() + " (" + row.name() + ") is not the one that was signed there");
            }
        }
        for (; expected < leaves.size(); expected++) {
            findings.add("leaf " + expected + " has been removed");
        }
    }
}

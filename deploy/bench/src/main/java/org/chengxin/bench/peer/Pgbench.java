package org.chengxin.bench.peer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;

/** PostgreSQL's own load generator, which costs a fraction of any Java client. */
public final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");
    private static final String THREADS = "2";

    private final Path program;

    private Pgbench(Path program) {
        this.program = program;
    }

    /** Empty when this machine has none. */
    public static Optional<Pgbench> installed() {
        return Tool.installed("pgbench").map(Pgbench::new);
    }

    /** What it measured. */
    public record Rate(double perSecond, double meanMillis) {}

    /** Runs a script of its own language, prepared statements, so many clients for so many seconds. */
    public Rate run(Suite.Database database, String script, int clients, int seconds)
            throws IOException, InterruptedException {
        var file = Files.createTempFile("bench", ".sql");
        try {
            Files.writeString(file, script);
            var address = URI.create(database.url().substring("jdbc:".length()));
            var builder = new ProcessBuilder(List.of(
                            program.toString(),
                            "--no-vacuum",
                            "--protocol=prepared",
                            "--client=" + clients,
                            "--jobs=" + THREADS,
                            "--time=" + seconds,
                            "--file=" + file,
                            "--host=" + address.getHost(),
                            "--port=" + address.getPort(),
                            "--username=" + database.user(),
                            address.getPath().substring(1)))
                    .redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", database.password());
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Complaint("pgbench failed: " + said);
            }
            return new Rate(number(RATE, said), number(LATENCY, said));
        } finally {
            Files.delete(file);
        }
    }

    private static double number(Pattern pattern, String said) {
        var found = pattern.matcher(said);
        if (!found.find()) {
            throw new Complaint("pgbench did not tell its rate: " + said);
        }
        return Double.parseDouble(found.group(1));
    }
}

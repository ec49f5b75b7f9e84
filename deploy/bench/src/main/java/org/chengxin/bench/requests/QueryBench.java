package org.chengxin.bench.requests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.chengxin.bench.peer.Nginx;
import org.chengxin.bench.peer.Pgbench;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.bench.report.Figures;
import org.chengxin.bench.report.Tried;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.demo.DemoPerson;

/**
 * A lawful question about a person, answered after its access entry is committed: through the gateway, at the service
 * itself, and as bare SQL.
 */
public final class QueryBench {

    private static final String MEASURE = "query";
    private static final String ASKER = "prefecture-530100";
    private static final int CALLERS = 16;

    private final Suite suite;
    private final Figures figures;
    private final Asking asking;
    private final Loads loads;
    private final int seconds;

    public QueryBench(Suite suite, Figures figures, List<DemoPerson> persons, Loads loads) {
        this.suite = suite;
        this.figures = figures;
        this.asking = new Asking(suite, persons);
        this.loads = loads;
        this.seconds = loads.seconds();
    }

    public void run() throws Exception {
        var gateway = suite.gateway().resolve("/v1/queries");
        var service = suite.url(Part.SHARING_SERVICE).resolve("/v1/queries");
        var cold = Load.closed(CALLERS, Math.max(1, seconds / 4), _ -> asking.ask(gateway));
        figures.plain(MEASURE, "through the gateway, cold: per second", "%,.0f", cold.perSecond());
        var warmed = Warming.of(suite, loads).untilSteady(CALLERS, _ -> asking.ask(gateway));
        figures.plain(MEASURE, "seconds until it got no faster", "%s", warmed.told());
        var cpu = CpuTime.of(suite);
        var ours = Load.closed(CALLERS, seconds, _ -> asking.ask(gateway));
        var used = CpuTime.of(suite).since(cpu);
        tell("through the gateway, %d callers".formatted(CALLERS), ours);
        for (var part : List.of(Part.GATEWAY, Part.SHARING_SERVICE, Part.IDENTITY_SERVICE, Part.POSTGRESQL)) {
            figures.plain(
                    MEASURE,
                    "processor us per query: " + part.id(),
                    "%,.0f",
                    used.of(part) * 1e6 / Math.max(1, ours.micros().getTotalCount()));
        }
        var direct = Load.closed(CALLERS, seconds, _ -> asking.ask(service));
        tell("at the service itself, %d callers".formatted(CALLERS), direct);
        Tried.of(
                figures,
                MEASURE,
                "nginx in the gateway's place: per second",
                () -> inTheGatewaysPlace(ours.perSecond()));
        limits(ours.perSecond());
        double half = Math.max(1, ours.perSecond() / 2);
        var halfThere = Load.open(half, seconds, _ -> asking.ask(gateway));
        tell("through the gateway, fixed rate of half that", halfThere);
        var halfDirect = Load.open(half, seconds, _ -> asking.ask(service));
        tell("at the service itself, the same fixed rate", halfDirect);
        figures.ratio(
                MEASURE, "p50 at half load: gateway / service", halfThere.millis(50), halfDirect.millis(50), "<= 1.5");
    }

    private void inTheGatewaysPlace(double ours) throws IOException, InterruptedException {
        var folder = suite.logs().resolveSibling("nginx").toAbsolutePath();
        var started = Nginx.before(suite.url(Part.SHARING_SERVICE), folder);
        if (started.isEmpty()) {
            figures.plain(MEASURE, "nginx in the gateway's place: per second", "not installed");
            return;
        }
        try (var nginx = started.get()) {
            var address = nginx.address().resolve("/v1/queries");
            double before = nginx.used();
            var theirs = Load.closed(CALLERS, seconds, _ -> asking.ask(address));
            tell("nginx in the gateway's place, %d callers".formatted(CALLERS), theirs);
            figures.plain(
                    MEASURE,
                    "processor us per query: nginx",
                    "%,.0f",
                    (nginx.used() - before) * 1e6 / Math.max(1, theirs.micros().getTotalCount()));
            figures.ratio(MEASURE, "rate through the gateway / nginx in its place", ours, theirs.perSecond(), ">= 0.6");
        }
    }

    private void limits(double ours) throws Exception {
        try (var bare = new BareQuery(suite, ASKER)) {
            var limit = bare.load(CALLERS, seconds);
            tell("bare SQL, same select and inserts, %d connections".formatted(CALLERS), limit);
            var pgbench = Pgbench.installed();
            if (pgbench.isEmpty()) {
                figures.plain(MEASURE, "pgbench, same select and inserts: per second", "not installed");
                figures.ratio(MEASURE, "rate through the gateway / bare SQL", ours, limit.perSecond(), ">= 0.35");
                return;
            }
            Tried.of(figures, MEASURE, "pgbench, same select and inserts: per second", () -> {
                var rate = pgbench.get().run(suite.database("sharing"), bare.script(), CALLERS, seconds);
                figures.plain(
                        MEASURE,
                        "pgbench, same select and inserts, %d clients: per second".formatted(CALLERS),
                        "%,.0f (mean %.1f ms)",
                        rate.perSecond(),
                        rate.meanMillis());
                figures.ratio(MEASURE, "rate through the gateway / pgbench", ours, rate.perSecond(), ">= 0.35");
            });
        }
    }

    private void tell(String what, Load.Outcome outcome) {
        figures.plain(MEASURE, what + ": per second", "%,.0f", outcome.perSecond());
        figures.plain(
                MEASURE,
                what + ": p50/p95/p99/p99.9 ms",
                "%.1f/%.1f/%.1f/%.1f",
                outcome.millis(50),
                outcome.millis(95),
                outcome.millis(99),
                outcome.millis(99.9));
        if (outcome.errors() > 0) {
            figures.plain(MEASURE, what + ": errors", "%,d", outcome.errors());
        }
    }

    /** Asks about persons at random. */
    static final class Asking {

        private final Client client;
        private final List<DemoPerson> persons;

        Asking(Suite suite, List<DemoPerson> persons) {
            this.client = new Client(suite, ASKER);
            this.persons = List.copyOf(persons);
        }

        void ask(URI address) throws IOException, InterruptedException {
            var person = persons.get(ThreadLocalRandom.current().nextInt(persons.size()));
            var answer = client.http()
                    .send(client.request(address, question(person)), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("Status " + answer.statusCode());
            }
        }
    }

    /** What a prefecture lawfully asks about a person. */
    public static Map<String, Object> question(DemoPerson person) {
        return Map.of(
                "subject",
                Map.of(
                        "documentType", DemoPerson.DOCUMENT_TYPE,
                        "documentNumber", person.documentNumber(),
                        "name", person.name()),
                "purpose",
                "ADMINISTRATIVE_PERMIT",
                "matterNumber",
                "BENCH-1");
    }
}

package org.chengxin.bench.faults;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chengxin.bench.report.Figures;
import org.chengxin.bench.requests.RegisterBench;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;
import org.chengxin.local.access.Department;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.Population;
import org.chengxin.local.demo.RecordType;

/** One fault after the other, each while reports and questions go on, as a table. */
public final class FaultsBench {

    /** Whom the reports and questions of one fault are about: nobody else has records of them. */
    private static final int PERSONS = 200;

    private static final int SOURCES = 4;
    private final Suite suite;
    private final Figures figures;
    private final Round.Pace pace;
    private final LocalDate today = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));

    /**
     * @param reports a second
     * @param questions a second
     * @param seconds of undisturbed work after each fault
     */
    public FaultsBench(Suite suite, Figures figures, double reports, double questions, int seconds) {
        this.suite = suite;
        this.figures = figures;
        this.pace = new Round.Pace(reports, questions, seconds);
    }

    /**
     * @param before persons whom earlier measures were about
     * @return how many faults left something lost, doubled, wrong, stale or against an invariant; the table says what
     */
    public long run(List<Fault> faults, int before) throws Exception {
        var population = Population.of(before + PERSONS * faults.size());
        new RegisterBench(suite, figures).register(population.subList(before, population.size()));
        var sources = sources();
        var run = UUID.randomUUID().toString().substring(0, 8);
        var results = new ArrayList<Result>();
        var table = new StringBuilder(
                "%nAt %.0f reports and %.0f questions a second.%n%n".formatted(pace.reports(), pace.questions())
                        + Result.HEAD);
        for (int nth = 0; nth < faults.size(); nth++) {
            int from = before + nth * PERSONS;
            List<DemoPerson> persons = population.subList(from, from + PERSONS);
            var fault = faults.get(nth);
            System.out.println("  " + fault.name());
            var objection = fault.prepare(suite);
            if (!objection.isEmpty()) {
                table.append("| %s | not tried: %s |%n".formatted(fault.name(), objection));
                continue;
            }
            try {
                var result = new Round(suite, sources, persons, today, pace).run(fault, run + "-" + nth);
                System.out.print("  " + result.row());
                results.add(result);
                table.append(result.row());
            } finally {
                fault.tidy(suite);
            }
        }
        figures.section("Faults under load", table.toString());
        long wrong = results.stream().filter(result -> !result.isRight()).count();
        figures.plain("faults", "faults that left something lost, doubled, wrong or stale", "%d", wrong);
        return wrong;
    }

    /** Positive records need no days of waiting; of those, some that the prefecture is shown. */
    private List<Source> sources() throws Exception {
        var shared = shared();
        var catalogue = RecordType.catalogue(suite.gateway());
        var sources = Department.all().stream()
                .flatMap(department -> catalogue.stream()
                        .filter(type -> !type.adverse()
                                && shared.contains(type.code())
                                && type.providingDepartments().contains(department.code())
                                && type.inForceFrom().isBefore(today.minusYears(1)))
                        .limit(1)
                        .map(type -> new Source(department, type)))
                .limit(SOURCES)
                .toList();
        if (sources.isEmpty()) {
            throw new Complaint("No positive record may be shared.");
        }
        return sources;
    }

    /** Types that may be shared at all; the prefecture's agreement covers all of them. */
    private Set<String> shared() throws SQLException {
        var database = suite.database("sharing");
        var types = new HashSet<String>();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery("select record_type from record_type_scope where scope in ('AGREEMENT',"
                                + " 'AGREEMENT_OR_CONSENT')")) {
            while (row.next()) {
                types.add(row.getString(1));
            }
        }
        return types;
    }
}

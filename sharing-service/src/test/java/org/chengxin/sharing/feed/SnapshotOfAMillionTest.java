package org.chengxin.sharing.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.ReceiverTokens;
import org.chengxin.sharing.access.BulkPull.Kind;
import org.chengxin.sharing.agreements.Agreed;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.feed.StreamSnapshot.End;
import org.chengxin.sharing.feed.StreamSnapshot.Wanted;
import org.chengxin.sharing.policy.SharingPolicy;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How much memory and time a large snapshot takes, tokens from a stand-in of identity-service in this process, beside
 * the database's own copy of the same rows:
 * {@code -Dtest=SnapshotOfAMillionTest -Dsnapshot.records=1000000}, with a small heap {@code JDK_JAVA_OPTIONS=-Xmx640m}. What it
 * writes stays, so it runs alone.
 */
@ServiceTest
@EnabledIfSystemProperty(named = "snapshot.records", matches = "[0-9]+")
class SnapshotOfAMillionTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    @Autowired
    private Agreements agreements;

    @Autowired
    private SharingPolicy policy;

    @Autowired
    private SharedRecords records;

    @Autowired
    private StreamSnapshot snapshot;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aSnapshotTakesTheMemoryOfAPage() throws IOException {
        ReceiverTokens.areGiven();
        long wanted = Long.getLong("snapshot.records");
        String receiver = "prefecture-" + UUID.randomUUID();
        var agreement = Agreed.on(receiver, receiver, List.of("599900"), List.of(new Grant("*", List.of("summary"))));
        agreements.add(agreement);
        long start = records.head();
        jdbc.sql("""
                        insert into shared_record (subject_id, record_id, version, record_type, division, decided_on,
                                                   final_on, display_until, standing, disputed, duty_performed, facts,
                                                   offered, feed_position)
                        select gen_random_uuid(), gen_random_uuid(), 1, 'INCOME_TAX_ADVERSE', '599900', '2026-03-10',
                               '2026-09-20', '2028-03-10', 'IN_FORCE', false, false,
                               jsonb_build_object('summary', 'summary ' || n), true, :start + n
                        from generate_series(1, :wanted) as n
                        """).param("start", start).param("wanted", wanted).update();
        jdbc.sql("update feed_head set position = :head")
                .param("head", start + wanted)
                .update();
        jdbc.sql("analyze shared_record").update();
        var copied = new Sink();
        long copying = System.nanoTime();
        jdbc.sql("select 1")
                .query((row, _) -> copy(row.getStatement().getConnection(), copied))
                .single();
        double copySeconds = (System.nanoTime() - copying) / 1e9;
        long judging = System.nanoTime();
        long judged = start;
        while (judged < start + wanted) {
            judged = policy.standingBetween(judged, start + wanted, agreement.agreementId(), TODAY, 1_000)
                    .next();
        }
        double judgeSeconds = (System.nanoTime() - judging) / 1e9;
        var sink = new Sink();
        long began = System.nanoTime();

        var trailer = snapshot.write(
                new Wanted(receiver, receiver, Kind.SNAPSHOT, start + wanted, start, Long.MAX_VALUE), sink);

        System.out.printf(
                "SNAPSHOT items=%d bytes=%d seconds=%.1f rowsPerSecond=%.0f peakLiveHeapMiB=%d maxHeapMiB=%d"
                        + " judgedAloneSeconds=%.1f copySeconds=%.1f%n",
                trailer.items(),
                sink.bytes,
                (System.nanoTime() - began) / 1e9,
                trailer.items() / ((System.nanoTime() - began) / 1e9),
                sink.peak / 1024 / 1024,
                Runtime.getRuntime().maxMemory() / 1024 / 1024,
                judgeSeconds,
                copySeconds);
        assertThat(trailer.op()).isEqualTo(End.END);
        assertThat(trailer.items()).isEqualTo(wanted);
    }

    private static Long copy(Connection connection, Sink sink) throws SQLException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select row_to_json(r) from shared_record r where feed_position is not null) to stdout",
                            sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts, and looks at what is alive now and then. */
    private static final class Sink extends OutputStream {

        private long bytes;
        private long peak;
        private long next;

        @Override
        public void write(int sign) {
            bytes++;
        }

        @Override
        public void write(byte[] content, int from, int length) {
            bytes += length;
            if (bytes >= next) {
                next += 32L * 1024 * 1024;
                // What the stand-in of identity-service remembers of requests is not ours.
                PeerServers.identity().resetRequests();
                System.gc();
                peak = Math.max(
                        peak,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
        }
    }
}

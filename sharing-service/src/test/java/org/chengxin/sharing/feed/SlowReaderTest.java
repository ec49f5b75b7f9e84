package org.chengxin.sharing.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.ReceiverTokens;
import org.chengxin.sharing.agreements.Agreed;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Clients that ask for much and read next to nothing, more of them than there are connections to the database. */
@ServiceTest
class SlowReaderTest {

    /** More than the sockets of both sides hold: the service has to wait for its reader. */
    private static final int RECORDS = 20_000;

    private static final String DIVISION = "599902";

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Agreements agreements;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ApplicationContext service;

    @LocalServerPort
    private int port;

    private final List<Socket> slow = new ArrayList<>();
    private Calls calls;
    private long start;

    @BeforeEach
    void muchToRead() {
        calls = new Calls(http);
        ReceiverTokens.areGiven();
        agreements.add(Agreed.on(
                "prefecture-" + DIVISION,
                "prefecture-" + DIVISION,
                List.of(DIVISION),
                List.of(new Grant("*", List.of("summary")))));
        start = transaction.execute(_ -> {
            long head = jdbc.sql("select position from feed_head for update")
                    .query(Long.class)
                    .single();
            jdbc.sql("""
                            insert into shared_record (subject_id, record_id, version, record_type, division, decided_on,
                                                       final_on, display_until, standing, disputed, duty_performed,
                                                       facts, offered, feed_position)
                            select gen_random_uuid(), gen_random_uuid(), 1, 'INCOME_TAX_ADVERSE', :division,
                                   '2026-03-10', '2026-09-20', '2028-03-10', 'IN_FORCE', false, false,
                                   jsonb_build_object('summary', repeat('x', 1000)), true, :head + n
                            from generate_series(1, :records) as n
                            """)
                    .param("division", DIVISION)
                    .param("head", head)
                    .param("records", RECORDS)
                    .update();
            jdbc.sql("update feed_head set position = position + :records")
                    .param("records", RECORDS)
                    .update();
            return head;
        });
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        for (var socket : slow) {
            socket.close();
        }
        jdbc.sql("delete from shared_record where division = :division")
                .param("division", DIVISION)
                .update();
    }

    @Test
    void whoReadsSlowlyHoldsNoConnectionAndNobodyUp() throws IOException, SQLException {
        var pool = dataSource.unwrap(HikariDataSource.class);
        for (int i = 0; i <= pool.getMaximumPoolSize() + 1; i++) {
            slow.add(asked());
        }
        for (var socket : slow) {
            // The answer has begun.
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        // One belongs to whoever leads the relay; a page, once read, holds none.
        await().atMost(Duration.ofMinutes(2))
                .until(() -> pool.getHikariPoolMXBean().getActiveConnections() <= 1);

        var wang = Person.someone().known();
        var record = Arrival.of(wang.subjectId());
        Arrival.arrive(service, record);
        var query = calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", "S-1"));
        assertThat(query.status()).isEqualTo(200);
        assertThat(query.json().path("records").size()).isOne();
        var page = calls.get(
                "/v1/feeds/prefecture-" + DIVISION + "/changes?limit=10&after=" + start, tokens.prefecture(DIVISION));
        assertThat(page.lines()).hasSize(10);
        // And the slow one gets all of it in the end.
        assertThat(restOf(slow.getFirst())).contains("\"op\":\"END\"").contains("\"items\":" + RECORDS);
    }

    private Socket asked() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream().write("""
                        GET /v1/feeds/prefecture-%s/snapshot?after=%d HTTP/1.1\r
                        Host: localhost\r
                        Connection: close\r
                        Authorization: Bearer %s\r
                        \r
                        """.formatted(DIVISION, start, tokens.prefecture(DIVISION))
                .getBytes(UTF_8));
        return socket;
    }

    /** The last of what comes. */
    private static String restOf(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var last = new StringBuilder();
        byte[] some = new byte[65_536];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            last.append(new String(some, 0, read, UTF_8));
            if (last.length() > 200_000) {
                last.delete(0, last.length() - 20_000);
            }
        }
        return last.toString();
    }
}

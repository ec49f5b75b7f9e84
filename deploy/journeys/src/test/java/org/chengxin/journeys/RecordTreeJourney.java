package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chengxin.local.Suite;
import org.junit.jupiter.api.Test;

/**
 * Whoever can write into the database of record-service cannot bend its history: the independent verifier finds a version
 * that was changed, disguised, moved or taken away. What is done to the rows is made good again each time.
 */
class RecordTreeJourney {

    private final Suite suite = Platform.suite();
    private final Api api = new Api(suite);

    @Test
    void everyTamperedRowIsFound() throws Exception {
        var records = new UUID[] {reported(), reported()};
        Awaitility.await("both in a signed tree").atMost(CaseDesk.PATIENCE).until(() -> isSigned(records));
        assertThat(verdict().said()).contains("All is as it was signed.");

        try (var connection = Invariants.open(suite.database("record"))) {
            var rows = new SetAside(connection, records);
            found(rows, "does not hold the content that was committed to", """
                    update record_version set content = replace(content::text, 'INCOME_TAX', 'INCOME_TEX')::json
                     where record_id = '%s'
                    """.formatted(records[0]));
            found(rows, "is not the one that was signed there", """
                    update record_version set salt = sha256('another'), content = '{}', commitment = sha256(sha256('another') || '{}')
                     where record_id = '%s'
                    """.formatted(records[0]));
            found(rows, "has lost its salt but not the other", """
                    update record_version set salt = null where record_id = '%s'
                    """.formatted(records[0]));
            found(rows, "is not the one that was signed there", """
                    update record_version v set record_id = o.record_id, content = o.content, salt = o.salt, commitment = o.commitment,
                                                version = 1000
                      from set_aside o
                     where v.record_id = '%s' and v.version = 1 and o.record_id = '%s' and o.version = 1
                    """.formatted(records[0], records[1]));
            found(rows, "has been removed", """
                    delete from record_version where record_id = '%s'
                    """.formatted(records[0]));
        }

        assertThat(verdict().code()).isZero();
    }

    private void found(SetAside rows, String finding, String tampering) throws Exception {
        try {
            rows.change(tampering);
            var verdict = verdict();
            assertThat(verdict.code()).as(verdict.said()).isEqualTo(1);
            assertThat(verdict.said()).contains(finding);
        } finally {
            rows.restore();
        }
    }

    private OutsideVerifier.Verdict verdict() throws Exception {
        var database = suite.database("record");
        return OutsideVerifier.run(
                "--log=" + suite.gateway().resolve("/v1/ledger"),
                "--key=" + api.withoutToken("/v1/ledger/key").text().strip(),
                "--rows=%s?user=%s&password=%s".formatted(database.url(), database.user(), database.password()));
    }

    private UUID reported() {
        var answer = api.post("/v1/records", api.client("dept-prov-state-tax"), Cases.taxDecision(Cases.stranger()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return UUID.fromString(answer.json().path("recordId").asString());
    }

    private boolean isSigned(UUID... records) throws SQLException {
        return !Rows.of(suite.database("record"), """
                        select 1 from ledger_head
                         where size > all (select leaf from version_place where record_id in (?, ?))
                           and not exists (select from version_place where record_id in (?, ?) and leaf is null)
                        """, records[0], records[1], records[0], records[1])
                .isEmpty();
    }

    /** The true rows of some records, to put them back. */
    private static final class SetAside {

        private final Connection connection;
        private final String which;

        SetAside(Connection connection, UUID... records) throws SQLException {
            this.connection = connection;
            this.which = "record_id in ('%s', '%s')".formatted((Object[]) records);
            change("create temp table set_aside as select * from record_version where " + which);
        }

        void change(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        void restore() throws SQLException {
            connection.setAutoCommit(false);
            change("delete from record_version where " + which);
            change("insert into record_version select * from set_aside");
            connection.commit();
            connection.setAutoCommit(true);
        }
    }
}

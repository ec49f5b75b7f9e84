package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.chengxin.local.Suite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An invariant that cannot fail shows nothing: each of sharing-service holds, is broken in a transaction that is rolled
 * back, and finds it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvariantsJourney {

    private static final int CITIZEN = 20;
    private static final String QUJING = "prefecture-530300";

    /** Somebody was shown a record of another region, and nothing says so. */
    private static final String ELSEWHERE = """
            insert into passed_on_record (region, record_id, receiver, version, subject_id, record_type, given_at, query_id,
                                          matter_number)
            select '990000', record_id, 'x', version, subject_id, record_type, now(), gen_random_uuid(), 'x'
              from shared_record where record_id = :record
            """;

    /** What breaks each of them; {@code :record} was asked about in {@code :query} and pulled by the national platform. */
    private static final Map<String, List<String>> TAMPERED = Map.ofEntries(
            tampered(
                    "I4-nothing-is-held-past-its-end",
                    "update shared_record set standing = 'WITHDRAWN' where record_id = :record"),
            tampered(
                    "I4-nobody-was-given-what-had-ended",
                    "update shared_record set display_until = current_date - 2 where record_id = :record"),
            tampered(
                    "I4-the-policy-shows-nothing-that-has-ended",
                    "update shared_record set standing = 'SUSPENDED' where record_id = :record",
                    """
                    create or replace function record_state(
                        standing text, answer_until date, final_on date, display_until date, today date)
                        returns text language sql immutable parallel safe return 'FINAL'
                    """),
            tampered(
                    "I4-copies-hold-nothing-that-has-ended",
                    """
                    insert into exchange.replica_record (receiver, feed, record_id, version, position, subject, record_type,
                                                         disputed, duty_performed, decided_on, display_until, fields)
                    select 'x', 'x', record_id, version, 1, '{}', record_type, false, false, decided_on, display_until, '{}'
                      from shared_record where record_id = :record
                    """,
                    "update shared_record set standing = 'REPAIRED' where record_id = :record"),
            tampered("I5-every-question-has-one-entry", "delete from access_entry where access_id = :query"),
            tampered(
                    "I5-no-entry-without-a-question",
                    "update access_entry set access_id = gen_random_uuid() where access_id = :query"),
            tampered(
                    "I5-whoever-holds-a-record-stands-in-the-log",
                    "update access_entry set record_types = '{}' where access_id = :query"),
            tampered(
                    "I5-no-answer-without-a-ground",
                    "update asked_query set agreement_id = null where query_id = :query"),
            tampered("I5-names-given-for-a-page-stand-in-the-log", """
                    insert into revealed_pull (pull_id, at, organisation, service, purpose, subject_ids)
                    values (gen_random_uuid(), now() - interval '1 hour', 'x', 'identity-service', 'SUPERVISION',
                            array[gen_random_uuid()])
                    """),
            tampered("I5-whoever-was-shown-what-another-region-holds-stands-in-the-log", ELSEWHERE),
            tampered("I6-every-entry-has-its-leaf", "delete from access_leaf where access_id = :query"),
            tampered("I6-the-tree-is-as-large-as-the-log", "update access_ledger_head set size = size + 1"),
            tampered(
                    "I6-each-leaf-stands-in-its-tile",
                    "update access_leaf set leaf_hash = sha256('another') where access_id = :query"),
            tampered(
                    "I10-whoever-was-given-what-changed-is-told",
                    "update shared_record set feed_position = 1000000000, changed_at = now() where record_id = :record"),
            tampered("I10-whoever-was-given-what-another-region-corrects-is-told", ELSEWHERE, """
                    insert into foreign_correction (region, record_id, version, op, reason, changed_at, told_at)
                    select '990000', record_id, version + 1, 'STOP_USE', 'WITHDRAWN', now(), now()
                      from shared_record where record_id = :record
                    """),
            tampered(
                    "I10-what-has-ended-is-stopped",
                    """
                    insert into correction (record_id, receiver, version, position, op, changed_at, due_on)
                    select record_id, 'x', version, feed_position, 'UPSERT', now(), current_date
                      from shared_record where record_id = :record
                    """,
                    "update shared_record set standing = 'REPAIRED' where record_id = :record"));

    private final Suite suite = Platform.suite();
    private final Api api = new Api(suite);

    @Test
    void eachHoldsAndFindsWhatBreaksIt() throws Exception {
        var broken = given();
        Invariants.hold(suite);

        var invariants = Invariants.all("sharing");
        assertThat(invariants)
                .extracting(InvariantsJourney::name)
                .as("each has something that breaks it")
                .containsExactlyInAnyOrderElementsOf(TAMPERED.keySet());
        for (Path invariant : invariants) {
            try (var connection = broken.in(suite, TAMPERED.get(name(invariant)))) {
                assertThat(Invariants.violations(connection, invariant))
                        .as(name(invariant))
                        .isNotEmpty();
                connection.rollback();
            }
        }
        try (var connection = broken.in(
                suite, List.of("update access_entry set purpose = 'AWARD_REVIEW' where access_id = :query"))) {
            assertThat(AccessTree.altered(connection)).containsExactly(broken.queryId());
            connection.rollback();
        }
        try (var connection = broken.in(
                suite,
                List.of(
                        "update bulk_pull set records = records || 1 where up_to = (select max(up_to) from bulk_pull)"))) {
            assertThat(AccessTree.altered(connection)).isNotEmpty();
            connection.rollback();
        }
        Invariants.hold(suite);
    }

    /** I6 as the person may see it, for every look at them. */
    @Test
    void aPersonIsGivenAProofOfEveryEntryThatLeadsToTheSignedRoot() {
        String citizen = api.user("citizen-" + CITIZEN);
        for (int question = 0; question < 3; question++) {
            var answer =
                    api.post("/v1/queries", api.client(QUJING), Cases.query(Cases.citizen(CITIZEN), "SUPERVISION"));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        var entries = api.all("/v1/me/access-log", citizen);
        assertThat(entries).hasSizeGreaterThanOrEqualTo(3);
        for (JsonNode entry : entries) {
            String proof = "/v1/me/access-log/" + entry.path("accessId").asString() + "/proof";
            Awaitility.await()
                    .atMost(CaseDesk.PATIENCE)
                    .until(() -> api.get(proof, citizen).status() == 200);
            var given = api.get(proof, citizen).json();
            assertThat(Inclusion.proven(given)).as(given.toString()).isTrue();
            var altered = ((ObjectNode) given)
                    .put("text", given.path("text").asString().replace("SUPERVISION", "SUBSIDY"));
            assertThat(Inclusion.proven(altered)).isFalse();
        }
    }

    /** A record and the latest question in which it was given. */
    private record Given(String recordId, String queryId) {

        Connection in(Suite suite, List<String> tampering) throws SQLException {
            var connection = Invariants.open(suite.database("sharing"));
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                for (String sql : tampering) {
                    statement.execute(sql.replace(":record", quoted(recordId)).replace(":query", quoted(queryId)));
                }
            }
            return connection;
        }

        private static String quoted(String id) {
            return "'" + UUID.fromString(id) + "'";
        }
    }

    private Given given() throws IOException {
        var person = Cases.stranger();
        var reported = api.post("/v1/records", api.client("dept-prov-state-tax"), Cases.taxDecision(person));
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        String recordId = reported.json().path("recordId").asString();
        Awaitility.await()
                .atMost(CaseDesk.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(
                                new Feed(api).last(0, recordId).path("op").asString())
                        .isEqualTo("UPSERT"));
        var answer = api.post("/v1/queries", api.client(QUJING), Cases.query(person, "SUPERVISION"));
        assertThat(answer.json().path("records").findValuesAsString("recordId")).contains(recordId);
        return new Given(recordId, answer.json().path("queryId").asString());
    }

    private static String name(Path invariant) {
        return invariant.getFileName().toString().replace(".sql", "");
    }

    private static Map.Entry<String, List<String>> tampered(String invariant, String... tampering) {
        return Map.entry(invariant, List.of(tampering));
    }
}

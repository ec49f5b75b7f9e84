package org.chengxin.sharing.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.chengxin.sharing.agreements.Agreed;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.ledger.GrowLedger;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Entries of long ago, so that those of other tests are left alone; today is 2026-11-22. */
@ServiceTest
class ForgetEntriesTest {

    private static final Instant TEN_YEARS_AGO = Instant.parse("2016-11-22T02:00:00Z");

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private AccessLog accessLog;

    @Autowired
    private BulkPulls bulkPulls;

    @Autowired
    private GrowLedger growLedger;

    @Autowired
    private ForgetEntries forgetEntries;

    @Autowired
    private Agreements agreements;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private Person wang;

    @BeforeEach
    void aPerson() {
        calls = new Calls(http);
        wang = Person.someone().known();
    }

    @Test
    void afterTenYearsAnEntryIsGoneAndNotBefore() {
        for (int i = 1; i <= 5; i++) {
            look(TEN_YEARS_AGO.minusSeconds(i));
        }
        var young = look(TEN_YEARS_AGO);
        growLedger.grow();

        forgetEntries.forget();

        assertThat(log()).containsExactly(young.toString());
    }

    @Test
    void nothingLeadsToThePersonAndTheTreeStaysAsItWas() {
        var old = look(TEN_YEARS_AGO.minusSeconds(1));
        var young = look(TEN_YEARS_AGO);
        growLedger.grow();
        var proof = proof(young);
        long index = jdbc.sql("select ledger_index from access_leaf where access_id = :old")
                .param("old", old)
                .query(Long.class)
                .single();
        var hash = hashInTile(index);
        long forgotten = forgotten();

        forgetEntries.forget();

        assertThat(proof(young)).isEqualTo(proof);
        assertThat(hashInTile(index)).isEqualTo(hash);
        assertThat(jdbc.sql("select count(*) from access_leaf where access_id = :old")
                        .param("old", old)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(forgotten()).isEqualTo(forgotten + 1);
        assertThat(jdbc.sql("""
                                select (select count(*) from access_leaf) + h.forgotten = h.size
                                from access_ledger_head h
                                """).query(Boolean.class).single()).isTrue();
    }

    @Test
    void anEntryThatHasNoPlaceInTheTreeYetWaits() {
        growLedger.grow();
        var old = look(TEN_YEARS_AGO.minusSeconds(1));

        forgetEntries.forget();
        var waiting = log();
        growLedger.grow();
        forgetEntries.forget();

        assertThat(waiting).containsExactly(old.toString());
        assertThat(log()).isEmpty();
    }

    @Test
    void aQueryGoesWithItsEntryItsReviewAndWhatItWasGiven() {
        Arrival.arrive(service, Arrival.of(wang.subjectId()));
        var asked = calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", "F-1"));
        var queryId = UUID.fromString(asked.json().path("queryId").asString());
        var stranger = Person.someone().refused("subject-unknown", "");
        var aboutNobody = UUID.fromString(
                calls.post("/v1/queries", tokens.prefecture("530100"), stranger.question("SUBSIDY", "F-2"))
                        .json()
                        .path("queryId")
                        .asString());
        for (var query : List.of(queryId, aboutNobody)) {
            jdbc.sql("""
                            insert into access_review (review_id, query_id, cause, opened_at)
                            values (gen_random_uuid(), :query, 'SAMPLE', now())
                            """).param("query", query).update();
            // As if it had been long ago.
            jdbc.sql("update asked_query set asked_at = :then where query_id = :query")
                    .param("then", TEN_YEARS_AGO.minusSeconds(1).atOffset(java.time.ZoneOffset.UTC))
                    .param("query", query)
                    .update();
        }
        jdbc.sql("update access_entry set at = :then where access_id = :query")
                .param("then", TEN_YEARS_AGO.minusSeconds(1).atOffset(java.time.ZoneOffset.UTC))
                .param("query", queryId)
                .update();
        jdbc.sql("update given_record set given_at = :then where query_id = :query")
                .param("then", TEN_YEARS_AGO.minusSeconds(1).atOffset(java.time.ZoneOffset.UTC))
                .param("query", queryId)
                .update();
        growLedger.grow();

        forgetEntries.forget();

        assertThat(log()).isEmpty();
        for (var table : List.of("asked_query", "access_review", "given_record")) {
            assertThat(jdbc.sql("select count(*) from " + table + " where query_id in (:one, :other)")
                            .param("one", queryId)
                            .param("other", aboutNobody)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void aPullIsForgottenUnlessTablesFilledByItAreKept() {
        var record = Arrival.of(wang.subjectId());
        Arrival.arrive(service, record);
        var receiver = "prefecture-" + UUID.randomUUID();
        var agreement = Agreed.on(receiver, receiver, List.of("530100"), List.of(new Grant("*", List.of("summary"))));
        agreements.add(agreement);
        jdbc.sql("insert into exchange.replica (receiver, feed, agreement_id) values (:of, :of, :agreement)")
                .param("of", receiver)
                .param("agreement", agreement.agreementId())
                .update();
        pull(receiver, agreement.agreementId(), BulkPull.Kind.CHANGES, record);
        var kept = pull(receiver, agreement.agreementId(), BulkPull.Kind.REPLICA, record);
        growLedger.grow();

        forgetEntries.forget();

        assertThat(log()).containsExactly(kept.toString());
    }

    private UUID look(Instant at) {
        var accessId = UUID.randomUUID();
        transaction.executeWithoutResult(_ -> accessLog.write(List.of(new AccessEntry(
                accessId,
                wang.subjectId(),
                at,
                "dept-prov-state-tax",
                "record-service",
                "SUPERVISION",
                "F-0",
                null,
                Outcome.ANSWERED,
                List.of(),
                null,
                null,
                null,
                null))));
        return accessId;
    }

    private UUID pull(String receiver, UUID agreementId, BulkPull.Kind kind, Arrival record) {
        int number = jdbc.sql("select number from shared_record where record_id = cast(:record as uuid)")
                .param("record", record.recordId())
                .query(Integer.class)
                .single();
        var pullId = UUID.randomUUID();
        transaction.executeWithoutResult(_ -> bulkPulls.write(new BulkPull(
                pullId,
                TEN_YEARS_AGO.minusSeconds(1),
                receiver,
                receiver,
                kind,
                "SUPERVISION",
                "test",
                agreementId,
                0,
                List.of(number))));
        return pullId;
    }

    private List<String> log() {
        var ids = new ArrayList<String>();
        calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("accessId").asString()));
        return ids;
    }

    private String proof(UUID accessId) {
        var reply = calls.get("/v1/me/access-log/" + accessId + "/proof", tokens.citizen(wang.subjectId()));
        assertThat(reply.status()).isEqualTo(200);
        return reply.body();
    }

    private String hashInTile(long index) {
        return jdbc.sql("""
                        select encode(substring(hashes from cast(:index % 256 as integer) * 32 + 1 for 32), 'hex')
                        from access_tile where level = 0 and tile = :index / 256
                        """).param("index", index).query(String.class).single();
    }

    private long forgotten() {
        return jdbc.sql("select forgotten from access_ledger_head")
                .query(Long.class)
                .single();
    }
}

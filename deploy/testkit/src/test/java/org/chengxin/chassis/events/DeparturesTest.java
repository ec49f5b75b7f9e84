package org.chengxin.chassis.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chengxin.chassis.events.Departures.Placed;
import org.chengxin.testkit.Infrastructure;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The order and the places of announcements, without a broker: what it has acknowledged is said by the test. */
class DeparturesTest {

    private static final List<Placed> NOTHING = List.of();

    private final DriverManagerDataSource database = new DriverManagerDataSource(Infrastructure.newDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Departures departures =
            new Departures(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)));

    @BeforeEach
    void migrate() {
        migrateTo("0.4");
    }

    @Test
    void eachTopicCountsForItselfWithoutGaps() {
        given("receipts", 3);
        given("changes", 2);
        given("receipts", 1);

        assertThat(places(departures.next(NOTHING)))
                .containsExactly("receipts 1", "receipts 2", "receipts 3", "changes 1", "changes 2", "receipts 4");
    }

    @Test
    void whatHasNotArrivedComesAgainWithTheSamePlaceAndNothingOvertakesIt() {
        given("receipts", 4);
        var first = departures.next(NOTHING);
        given("receipts", 2);

        var again = departures.next(first.subList(0, 1));

        assertThat(places(again)).containsExactly("receipts 2", "receipts 3", "receipts 4");
        assertThat(places(departures.next(again))).containsExactly("receipts 5", "receipts 6");
    }

    @Test
    void aTopicThatTakesNothingKeepsNobodyWaiting() {
        given("stuck", 2);
        departures.next(NOTHING);
        given("stuck", 1);
        given("receipts", 2);

        var both = departures.next(NOTHING);

        assertThat(places(both)).containsExactly("stuck 1", "stuck 2", "receipts 1", "receipts 2");
        assertThat(places(departures.next(of("receipts", both)))).containsExactly("stuck 1", "stuck 2");
        assertThat(places(departures.next(of("stuck", both)))).containsExactly("stuck 3");
    }

    @Test
    void anotherOneWhoTakesOverNamesTheSamePlaces() {
        given("receipts", 3);
        var before = departures.next(NOTHING);

        var successor = new Departures(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)));

        assertThat(successor.next(NOTHING)).isEqualTo(before);
    }

    @Test
    void moreThanOneBatchGoesOnWhereTheLastEnded() {
        given("receipts", 2_500);
        var arrived = NOTHING;
        var last = 0L;

        for (var batch = departures.next(NOTHING); !batch.isEmpty(); batch = departures.next(arrived)) {
            for (var placed : batch) {
                assertThat(placed.position()).isEqualTo(++last);
            }
            arrived = batch;
        }

        assertThat(last).isEqualTo(2_500);
        assertThat(jdbc.sql("select count(*) from outbox").query(Integer.class).single())
                .isZero();
    }

    @Test
    void aParcelIsUnpackedInItsOrderAndItsPlacesFollowThoseOfTheOneBefore() {
        givenParcel("changes", 3);
        givenParcel("receipts", 2);
        givenParcel("changes", 2);

        var placed = departures.next(NOTHING);

        assertThat(places(placed))
                .containsExactly(
                        "changes 1", "changes 2", "changes 3", "receipts 1", "receipts 2", "changes 4", "changes 5");
        assertThat(placed).extracting(Placed::key).containsExactly("k1", "k2", "k3", "k1", "k2", "k1", "k2");
        assertThat(placed).extracting(Placed::data).startsWith("{\"n\":1}", "{\"n\":2}");
        assertThat(departures.next(placed)).isEmpty();
    }

    @Test
    void aParcelThatHasNotArrivedWholeComesAgainWholeWithTheSamePlaces() {
        givenParcel("changes", 2);
        givenParcel("changes", 3);
        var first = departures.next(NOTHING);
        givenParcel("changes", 1);

        var again = departures.next(first.subList(0, 4));

        assertThat(again).isEqualTo(first.subList(2, 5));
        assertThat(places(departures.next(again))).containsExactly("changes 6");
    }

    @Test
    void aBatchEndsWithTheParcelThatFillsIt() {
        for (int i = 0; i < 5; i++) {
            givenParcel("changes", 900);
        }

        var first = departures.next(NOTHING);
        var second = departures.next(first);

        assertThat(first).hasSize(2_700);
        assertThat(second).hasSize(1_800).first().extracting(Placed::position).isEqualTo(2_701L);
        assertThat(departures.next(second)).isEmpty();
    }

    @Test
    void whatHadItsPlaceBeforeTheTableChangedKeepsIt() {
        var old = new DriverManagerDataSource(Infrastructure.newDatabase());
        Flyway.configure()
                .dataSource(old)
                .locations("classpath:db/chassis")
                .target("0.1")
                .load()
                .migrate();
        var rows = JdbcClient.create(old);
        rows.sql("insert into outbox_position values ('receipts', 8)").update();
        for (var position : new Long[] {7L, 8L, null}) {
            rows.sql("""
                    insert into outbox (topic, key, type, subject, event_id, at, data, position)
                    values ('receipts', 'k', 't.v1', 's', gen_random_uuid(), now(), '{}', :position)
                    """).param("position", position).update();
        }

        Flyway.configure()
                .dataSource(old)
                .locations("classpath:db/chassis")
                .load()
                .migrate();

        var moved = new Departures(rows, new TransactionTemplate(new JdbcTransactionManager(old)));
        var placed = moved.next(NOTHING);
        assertThat(places(placed)).containsExactly("receipts 7", "receipts 8");
        assertThat(places(moved.next(placed))).containsExactly("receipts 9");
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/chassis")
                .target(version)
                .load()
                .migrate();
    }

    private void given(String topic, int announcements) {
        jdbc.sql("""
                insert into outbox (topic, keys, types, subjects, event_ids, at, data)
                select :topic, array['k'], array['t.v1'], array['s'], array[gen_random_uuid()], now(), array['{}']
                  from generate_series(1, :many)
                """).param("topic", topic).param("many", announcements).update();
    }

    /** Announcements of one transaction, in one row. */
    private void givenParcel(String topic, int announcements) {
        jdbc.sql("""
                insert into outbox (topic, keys, types, subjects, event_ids, at, data)
                select :topic, array_agg('k' || n), array_agg('t.v1'::text), array_agg('s'::text), array_agg(gen_random_uuid()), now(),
                       array_agg('{"n":' || n || '}')
                  from generate_series(1, :many) as n
                """).param("topic", topic).param("many", announcements).update();
    }

    private static List<String> places(List<Placed> placed) {
        return placed.stream().map(one -> one.topic() + " " + one.position()).toList();
    }

    private static List<Placed> of(String topic, List<Placed> placed) {
        return placed.stream().filter(one -> one.topic().equals(topic)).toList();
    }
}

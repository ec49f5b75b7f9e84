package org.chengxin.identity.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that the first edition filled: the service of today finds, opens and goes on with everybody in it. */
@Import(OldRowsTest.FilledByTheFirstEdition.class)
class OldRowsTest extends IdentityApi {

    private static final Person VERIFIED = Person.of("王旧档", "VERIFIED");
    private static final Person WAITING = Person.of("李旧档", "UNVERIFIED");
    private static final Person DIFFERING = Person.of("张旧档", "MISMATCH");
    private static final List<Person> ALL = List.of(VERIFIED, WAITING, DIFFERING);

    /** A person as the first edition knew them. */
    private record Person(UUID id, UUID documentId, String number, String name, String verification) {

        static Person of(String name, String verification) {
            return new Person(UUID.randomUUID(), UUID.randomUUID(), Numbers.next(), name, verification);
        }
    }

    /** The first edition, its rows, and then every migration since, as on a machine that is brought up to date. */
    @TestConfiguration
    static class FilledByTheFirstEdition {

        @Bean
        FlywayMigrationStrategy oldRowsFirst(DataSource database) {
            return flyway -> {
                Flyway.configure()
                        .configuration(flyway.getConfiguration())
                        .target("1")
                        .load()
                        .migrate();
                var jdbc = JdbcClient.create(database);
                ALL.forEach(person -> write(jdbc, person));
                assertThat(flyway.migrate().migrationsExecuted).isPositive();
            };
        }

        private static void write(JdbcClient jdbc, Person person) {
            jdbc.sql("""
                    insert into subject (id, sealed_name, name_key, verification, registered_at)
                    values (:id, :name, :key, :verification, timestamptz '2026-11-01 02:00:00Z')
                    """)
                    .param("id", person.id())
                    .param("name", FirstEdition.sealed(person.name(), "NAME", person.id()))
                    .param("key", FirstEdition.SEALING_KEY)
                    .param("verification", person.verification())
                    .update();
            jdbc.sql("""
                    insert into identity_document
                        (id, subject_id, type, lookup_hash, lookup_key, sealed_number, number_key, added_at)
                    values (:id, :subjectId, 'RESIDENT_ID', :hash, :lookupKey, :number, :key,
                            timestamptz '2026-11-01 02:00:00Z')
                    """)
                    .param("id", person.documentId())
                    .param("subjectId", person.id())
                    .param("hash", FirstEdition.hash("RESIDENT_ID", person.number()))
                    .param("lookupKey", FirstEdition.LOOKUP_KEY)
                    .param("number", FirstEdition.sealed(person.number(), "DOCUMENT_NUMBER", person.documentId()))
                    .param("key", FirstEdition.SEALING_KEY)
                    .update();
            for (var verifier : List.of("PROV_STATE_TAX", "530300")) {
                jdbc.sql("""
                        insert into real_name_entry (subject_id, field, verified, verifier, entered_on, method)
                        values (:id, :field, :verified, :verifier, date '2026-11-01', 'PUBLIC_AUTHORITY')
                        """)
                        .param("id", person.id())
                        .param("field", verifier.equals("530300") ? "POSTAL" : "TELECOM")
                        .param("verified", person.verification().equals("VERIFIED"))
                        .param("verifier", verifier)
                        .update();
            }
            if (person.verification().equals("UNVERIFIED")) {
                jdbc.sql("""
                        insert into pending_verification (subject_id, next_attempt_at)
                        values (:id, timestamptz '2026-11-01 02:00:00Z')
                        """).param("id", person.id()).update();
            }
        }
    }

    @Test
    void everybodyIsFoundOpenedAndAsVerifiedAsBefore() {
        authoritySays("AGREES");
        eventuallyUnderTodaysKeys();

        var revealed = post(
                "/v1/subjects/reveal",
                tokens.service("sharing-service"),
                Map.of(
                        "purpose",
                        "SUPERVISION",
                        "receiver",
                        "prefecture-530100",
                        "subjectIds",
                        ALL.stream().map(Person::id).toList()));
        assertThat(revealed.body().path("items").findValuesAsString("number"))
                .containsExactlyElementsOf(ALL.stream().map(Person::number).toList());
        assertThat(revealed.body().path("items").findValuesAsString("name"))
                .containsExactlyElementsOf(ALL.stream().map(Person::name).toList());
        var shown = get("/v1/subjects/" + VERIFIED.id(), tokens.prefecture("530100"));
        assertThat(shown.body().path("verification").asString()).isEqualTo("VERIFIED");
        assertThat(shown.body().path("realNameFields").findValuesAsString("verifier"))
                .containsExactlyInAnyOrder("PROV_STATE_TAX", "530300");
    }

    @Test
    void theSamePersonsAreNotRegisteredAgain() {
        authoritySays("AGREES");

        assertThat(ALL).allSatisfy(person -> {
            var again = register(person.number(), person.name());
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.subjectId()).isEqualTo(person.id());
        });
    }

    @Test
    void theFiguresKnowWhichDivisionRegistered() {
        var divisions =
                jdbc.sql("""
                select field || ' ' || division from real_name_entry where subject_id = :id order by field
                """).param("id", VERIFIED.id()).query(String.class).list();

        assertThat(divisions).containsExactly("POSTAL 530300", "TELECOM 530000");
    }

    @Test
    void whoWaitedForTheAuthorityIsVerifiedNow() {
        authoritySays("AGREES");

        // They may have been asked about before this test told the authority what to say: then the next time counts.
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> {
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            return jdbc.sql("select verification from subject where id = :id")
                    .param("id", WAITING.id())
                    .query(String.class)
                    .single()
                    .equals("VERIFIED");
        });
    }

    /** Values that named the root key itself are encrypted anew, and their hashes stay. */
    private void eventuallyUnderTodaysKeys() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(jdbc.sql("""
                            select count(*) from subject s join identity_document d on d.subject_id = s.id
                            where s.id = any (:ids) and (s.name_key = :old or d.number_key = :old)
                            """)
                            .param("ids", ALL.stream().map(Person::id).toArray(UUID[]::new))
                            .param("old", FirstEdition.SEALING_KEY)
                            .query(Long.class)
                            .single())
                    .isZero();
        });
    }
}

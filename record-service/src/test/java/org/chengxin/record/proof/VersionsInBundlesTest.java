package org.chengxin.record.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.chengxin.testkit.Infrastructure;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What stood in the tree before versions had bundles stands in the same place, and so does what it committed to. */
class VersionsInBundlesTest {

    private final DriverManagerDataSource database = new DriverManagerDataSource(Infrastructure.newDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void placesAndCommitmentsOutlastTheChangeOfTheTable() {
        migrateTo("9");
        given(1, 2L);
        given(2, 0L);
        given(3, 1L);
        given(4, null);
        given(5, null);

        migrateTo("11");

        assertThat(jdbc.sql("select version from version_place where leaf is not null order by leaf")
                        .query(Integer.class)
                        .list())
                .containsExactly(2, 3, 1);
        assertThat(jdbc.sql("select version from version_place where leaf is null order by version")
                        .query(Integer.class)
                        .list())
                .containsExactly(4, 5);
        assertThat(jdbc.sql("select size from version_bundle order by id")
                        .query(Integer.class)
                        .list())
                .containsExactly(3, 2);
        assertThat(jdbc.sql("""
                        select count(*)
                          from record_version
                         where commitment = sha256(salt || convert_to(content::text, 'UTF8'))
                        """).query(Long.class).single()).isEqualTo(5);
    }

    @Test
    void nothingBecomesNothing() {
        migrateTo("11");

        assertThat(jdbc.sql("select count(*) from version_bundle")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void given(int version, @Nullable Long leaf) {
        jdbc.sql("""
                insert into record_version (record_id, version, cause, content, changed_at, salt, commitment, leaf)
                select '00000000-0000-0000-0000-000000000001', :version, 'REPORTED', content, now(), salt,
                       sha256(salt || convert_to(content::text, 'UTF8')), :leaf
                  from (select jsonb_build_object('version', :version, 'b', 'ä', 'aa', 1.50) as content,
                               uuid_send(gen_random_uuid()) as salt) n
                """).param("version", version).param("leaf", leaf).update();
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}

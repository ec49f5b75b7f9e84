package org.chengxin.education.code;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.education.code.Edition.Article;
import org.chengxin.education.code.Edition.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table integrity_code. */
@Repository
class Editions {

    private static final TypeReference<List<Article>> ARTICLES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Editions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The one edition in force on a day, if there is one. */
    Optional<Edition> inForceOn(LocalDate day) {
        return jdbc.sql("""
                        select id, edition, status, title_zh, title_en, articles::text as articles, sample,
                            effective_from, effective_until, version
                        from integrity_code
                        where status = 'IN_FORCE' and effective_from <= :day
                            and (effective_until is null or effective_until > :day)
                        """).param("day", day).query(this::edition).optional();
    }

    Optional<Edition> find(UUID id) {
        return jdbc.sql("""
                        select id, edition, status, title_zh, title_en, articles::text as articles, sample,
                            effective_from, effective_until, version
                        from integrity_code
                        where id = :id
                        """).param("id", id).query(this::edition).optional();
    }

    /** First day of the latest published edition. */
    Optional<LocalDate> lastBegins() {
        return jdbc.sql("""
                        select effective_from from integrity_code
                        where status = 'IN_FORCE' order by effective_from desc limit 1
                        """).query(LocalDate.class).optional();
    }

    /** Drafts get the next number; two at the same moment wait for each other. */
    @Transactional
    Edition draft(String titleZh, String titleEn, List<Article> articles, String draftedBy) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('integrity_code'))")
                .query((_, _) -> "")
                .single();
        return jdbc.sql("""
                        insert into integrity_code (id, edition, status, title_zh, title_en, articles, sample, drafted_by)
                        select uuidv7(), coalesce(max(edition), 0) + 1, 'DRAFT', :titleZh, :titleEn,
                            cast(:articles as jsonb), false, :by
                        from integrity_code
                        returning id, edition, status, title_zh, title_en, articles::text as articles, sample,
                            effective_from, effective_until, version
                        """)
                .param("titleZh", titleZh)
                .param("titleEn", titleEn)
                .param("articles", json.writeValueAsString(articles))
                .param("by", draftedBy)
                .query(this::edition)
                .single();
    }

    /**
     * Ends the edition that is open at its end and puts the draft in force from that day.
     *
     * @return false when the draft was changed meanwhile
     */
    boolean publish(UUID id, long version, LocalDate effectiveFrom, String publishedBy) {
        jdbc.sql("""
                        update integrity_code set effective_until = :from, version = version + 1
                        where status = 'IN_FORCE' and effective_until is null
                        """).param("from", effectiveFrom).update();
        return jdbc.sql("""
                        update integrity_code
                        set status = 'IN_FORCE', effective_from = :from, published_by = :by, version = version + 1
                        where id = :id and version = :version and status = 'DRAFT'
                        """)
                        .param("from", effectiveFrom)
                        .param("by", publishedBy)
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    private Edition edition(ResultSet row, int number) throws SQLException {
        return new Edition(
                row.getObject("id", UUID.class),
                row.getInt("edition"),
                Status.valueOf(row.getString("status")),
                row.getString("title_zh"),
                row.getString("title_en"),
                json.readValue(row.getString("articles"), ARTICLES),
                row.getBoolean("sample"),
                row.getObject("effective_from", LocalDate.class),
                row.getObject("effective_until", LocalDate.class),
                row.getLong("version"));
    }
}

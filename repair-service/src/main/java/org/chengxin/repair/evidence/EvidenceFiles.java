package org.chengxin.repair.evidence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table evidence. */
@Repository
class EvidenceFiles {

    /** A paper without its content. */
    record Paper(UUID id, UUID caseId, String party, String mediaType, int size, byte[] sentSha256, Instant keptAt) {}

    private final JdbcClient jdbc;

    EvidenceFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when the id is taken */
    boolean add(Paper paper, EvidenceKey.Sealed sealed) {
        return jdbc.sql("""
                insert into evidence (id, case_id, party, media_type, size, sent_sha256, key_id, nonce, content, kept_at)
                values (:id, :caseId, :party, :mediaType, :size, :sentSha256, :keyId, :nonce, :content, :keptAt)
                on conflict (id) do nothing
                """)
                        .param("id", paper.id())
                        .param("caseId", paper.caseId())
                        .param("party", paper.party())
                        .param("mediaType", paper.mediaType())
                        .param("size", paper.size())
                        .param("sentSha256", paper.sentSha256())
                        .param("keyId", sealed.keyId())
                        .param("nonce", sealed.nonce())
                        .param("content", sealed.content())
                        .param("keptAt", paper.keptAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Paper> find(UUID id) {
        return jdbc.sql("""
                select id, case_id, party, media_type, size, sent_sha256, kept_at
                from evidence
                where id = :id
                """)
                .param("id", id)
                .query((row, _) -> new Paper(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        row.getString("party"),
                        row.getString("media_type"),
                        row.getInt("size"),
                        row.getBytes("sent_sha256"),
                        row.getObject("kept_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    EvidenceKey.Sealed content(UUID id) {
        return jdbc.sql("select key_id, nonce, content from evidence where id = :id")
                .param("id", id)
                .query((row, _) ->
                        new EvidenceKey.Sealed(row.getString("key_id"), row.getBytes("nonce"), row.getBytes("content")))
                .single();
    }

    List<Paper> of(UUID caseId) {
        return jdbc.sql("""
                select id, case_id, party, media_type, size, sent_sha256, kept_at
                from evidence
                where case_id = :caseId
                order by kept_at, id
                """)
                .param("caseId", caseId)
                .query((row, _) -> new Paper(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        row.getString("party"),
                        row.getString("media_type"),
                        row.getInt("size"),
                        row.getBytes("sent_sha256"),
                        row.getObject("kept_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** @return how many were erased */
    int eraseOfCasesClosedBefore(Instant before) {
        return jdbc.sql("""
                delete from evidence
                where case_id in (select id from case_file where closed_at < :before)
                """).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }
}

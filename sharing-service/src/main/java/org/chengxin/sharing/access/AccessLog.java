package org.chengxin.sharing.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Table access_entry. Entries are added, never changed and never taken away before their ten years. */
@Repository
public class AccessLog {

    /** The name under which looks through this service stand in the log. */
    public static final String HERE = "sharing-service";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AccessLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes entries in the transaction of the look itself; an entry that is there already stays as it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<AccessEntry> entries) {
        jdbc.sql("""
                        insert into access_entry (subject_id, access_id, at, organisation, service, purpose,
                                                  matter_number, legal_basis, outcome, record_types)
                        select e."subjectId", e."accessId", e."at", e."organisation", e."service", e."purpose",
                               e."matterNumber", e."legalBasis", e."outcome", e."recordTypes"
                        from jsonb_to_recordset(cast(:entries as jsonb)) as e (
                            "subjectId" uuid, "accessId" uuid, "at" timestamptz, "organisation" text, "service" text,
                            "purpose" text, "matterNumber" text, "legalBasis" text, "outcome" text,
                            "recordTypes" text[])
                        on conflict (subject_id, access_id) do nothing
                        """).param("entries", json.writeValueAsString(entries)).update();
    }

    /** What a person reads of their log, newest first. */
    List<AccessEntry> newestFirst(UUID subjectId, @Nullable Position before, int limit) {
        return jdbc.sql("""
                        select access_id, subject_id, at, organisation, service, purpose, matter_number, legal_basis,
                               outcome, record_types
                        from access_entry
                        where subject_id = :subjectId
                          and (cast(:at as timestamptz) is null
                               or (at, access_id) < (cast(:at as timestamptz), cast(:accessId as uuid)))
                        order by at desc, access_id desc
                        limit :limit
                        """)
                .param("subjectId", subjectId)
                .param("at", before == null ? null : before.at().atOffset(ZoneOffset.UTC))
                .param("accessId", before == null ? null : before.accessId())
                .param("limit", limit)
                .query((row, _) -> entry(row))
                .list();
    }

    /** Keyset of a person's log. */
    record Position(Instant at, UUID accessId) {}

    private static AccessEntry entry(ResultSet row) throws SQLException {
        return new AccessEntry(
                row.getObject("access_id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("organisation"),
                row.getString("service"),
                row.getString("purpose"),
                row.getString("matter_number"),
                row.getString("legal_basis"),
                Outcome.valueOf(row.getString("outcome")),
                Arrays.asList((String[]) row.getArray("record_types").getArray()));
    }
}

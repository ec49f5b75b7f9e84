package org.chengxin.identity.occupation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.chengxin.identity.vault.Sealed;
import org.chengxin.identity.vault.SealedFor;
import org.chengxin.identity.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Table occupation; the licence numbers in it are encrypted. */
@Repository
class Practices {

    private final JdbcClient jdbc;
    private final Vault vault;

    Practices(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** The version of what is entered; empty when nothing is. */
    OptionalLong version(UUID subjectId, String occupation) {
        return jdbc.sql("select version from occupation where subject_id = :subjectId and code = :code")
                .param("subjectId", subjectId)
                .param("code", occupation)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Enters it as this version, in place of what was entered before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(UUID subjectId, Practice practice, long version) {
        jdbc.sql("delete from occupation where subject_id = :subjectId and code = :code")
                .param("subjectId", subjectId)
                .param("code", practice.occupation())
                .update();
        var id = UUID.randomUUID();
        var licence = practice.licence();
        var sealed = licence == null ? null : vault.seal(licence, SealedFor.licence(id));
        jdbc.sql("""
                insert into occupation (id, subject_id, code, sealed_licence, licence_key, regulator, valid_from,
                                        valid_until, version)
                values (:id, :subjectId, :code, :licence, :licenceKey, :regulator, :validFrom, :validUntil, :version)
                """)
                .param("id", id)
                .param("subjectId", subjectId)
                .param("code", practice.occupation())
                .param("licence", sealed == null ? null : sealed.box())
                .param("licenceKey", sealed == null ? null : sealed.key())
                .param("regulator", practice.regulator())
                .param("validFrom", practice.validFrom())
                .param("validUntil", practice.validUntil())
                .param("version", version)
                .update();
    }

    /** Everything that is entered of the person, also of subjects that are merged into this one. */
    List<Practice> of(UUID subjectId) {
        return jdbc.sql("""
                select o.id, o.code, o.sealed_licence, o.licence_key, o.regulator, o.valid_from, o.valid_until
                from occupation o
                join subject s on s.id = o.subject_id
                where s.id = :subjectId or s.merged_into = :subjectId
                order by o.code, o.valid_from, o.id
                """)
                .param("subjectId", subjectId)
                .query((row, _) -> new Practice(
                        row.getString("code"),
                        licence(row),
                        row.getString("regulator"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class)))
                .list();
    }

    private @Nullable String licence(ResultSet row) throws SQLException {
        var box = row.getString("sealed_licence");
        return box == null
                ? null
                : vault.open(
                        new Sealed(row.getString("licence_key"), box),
                        SealedFor.licence(row.getObject("id", UUID.class)));
    }
}

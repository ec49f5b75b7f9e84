package org.chengxin.identity.registry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.identity.vault.Sealed;
import org.chengxin.identity.vault.SealedFor;
import org.chengxin.identity.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table former_name: what persons were called before. */
@Repository
class FormerNames {

    private final JdbcClient jdbc;
    private final Vault vault;

    FormerNames(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void keep(UUID subjectId, PersonName name, Instant until) {
        var id = UUID.randomUUID();
        var sealed = vault.seal(name.asGiven(), place(id));
        jdbc.sql("""
                insert into former_name (id, subject_id, sealed_name, name_key, borne_until)
                values (:id, :subjectId, :sealedName, :nameKey, :until)
                """)
                .param("id", id)
                .param("subjectId", subjectId)
                .param("sealedName", sealed.box())
                .param("nameKey", sealed.key())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    Map<UUID, List<PersonName>> of(Collection<UUID> subjectIds) {
        var names = new HashMap<UUID, List<PersonName>>();
        if (!subjectIds.isEmpty()) {
            jdbc.sql("""
                    select id, subject_id, sealed_name, name_key
                    from former_name
                    where subject_id = any (:ids::uuid[])
                    order by borne_until desc
                    """)
                    .param("ids", subjectIds.stream().map(UUID::toString).toArray(String[]::new))
                    .query((row, _) -> Map.entry(
                            row.getObject("subject_id", UUID.class),
                            new PersonName(vault.open(
                                    new Sealed(row.getString("name_key"), row.getString("sealed_name")),
                                    place(row.getObject("id", UUID.class))))))
                    .list()
                    .forEach(entry -> names.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                            .add(entry.getValue()));
        }
        return names;
    }

    private static SealedFor place(UUID id) {
        return new SealedFor(SealedFor.Kind.FORMER_NAME, id);
    }
}

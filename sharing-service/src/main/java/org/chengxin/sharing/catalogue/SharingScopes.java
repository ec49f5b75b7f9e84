package org.chengxin.sharing.catalogue;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Table record_type_scope, which the policy reads. */
@Repository
class SharingScopes {

    private final JdbcClient jdbc;

    SharingScopes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these types that nothing is written down about. */
    Set<String> missing(Collection<String> recordTypes) {
        return new HashSet<>(jdbc.sql("""
                        select w.record_type from unnest(:recordTypes) as w (record_type)
                        where not exists (select 1 from record_type_scope t where t.record_type = w.record_type)
                        """)
                .param("recordTypes", recordTypes.toArray(String[]::new))
                .query((row, _) -> row.getString("record_type"))
                .list());
    }

    /** Types whose records are here and about which the catalogue has not answered. */
    List<String> unknown() {
        return jdbc.sql("select record_type from record_type_scope where scope = 'UNKNOWN' order by record_type")
                .query((row, _) -> row.getString("record_type"))
                .list();
    }

    Set<String> closed() {
        return new HashSet<>(jdbc.sql("select record_type from record_type_scope where scope = 'NOBODY'")
                .query((row, _) -> row.getString("record_type"))
                .list());
    }

    /** Holds for the next reader; where it changes, receivers are to be told. */
    @Transactional(propagation = Propagation.REQUIRED)
    public void keep(Map<String, SharingScope> scopes) {
        var all = List.copyOf(scopes.entrySet());
        jdbc.sql("""
                        insert into record_type_scope as t (record_type, scope)
                        select n.record_type, n.scope from unnest(:types, :scopes) as n (record_type, scope)
                        order by n.record_type
                        on conflict (record_type) do update set scope = excluded.scope, to_tell = true
                        where t.scope <> excluded.scope
                        """)
                .param("types", all.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param("scopes", all.stream().map(one -> one.getValue().name()).toArray(String[]::new))
                .update();
    }

    /** Types whose receivers are still to be told. */
    List<String> toTell() {
        return jdbc.sql("select record_type from record_type_scope where to_tell order by record_type")
                .query((row, _) -> row.getString("record_type"))
                .list();
    }

    @Transactional
    public void told(List<String> recordTypes) {
        jdbc.sql("update record_type_scope set to_tell = false where record_type = any (:recordTypes)")
                .param("recordTypes", recordTypes.toArray(String[]::new))
                .update();
    }
}

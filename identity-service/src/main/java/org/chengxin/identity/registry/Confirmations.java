package org.chengxin.identity.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chengxin.identity.realname.RealNameEntries;
import org.chengxin.identity.vault.Sealed;
import org.chengxin.identity.vault.SealedFor;
import org.chengxin.identity.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the authority said about persons, kept with them in table subject. */
@Repository
public class Confirmations {

    private final JdbcClient jdbc;
    private final Vault vault;
    private final PendingVerifications pending;
    private final RealNameEntries realNames;
    private final Clock clock;

    Confirmations(JdbcClient jdbc, Vault vault, PendingVerifications pending, RealNameEntries realNames, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.pending = pending;
        this.realNames = realNames;
        this.clock = clock;
    }

    /** The authority stands behind this name: it replaces one that nobody has confirmed, and never a verified one. */
    @Transactional
    public boolean verify(UUID subjectId, PersonName name) {
        return !verifyAll(Map.of(subjectId, name)).isEmpty();
    }

    /**
     * The authority stands behind these names: each replaces one that nobody has confirmed, and never a verified one.
     *
     * @return whose name was confirmed by this call
     */
    @Transactional
    public Set<UUID> verifyAll(Map<UUID, PersonName> names) {
        if (names.isEmpty()) {
            return Set.of();
        }
        var rows = List.copyOf(names.entrySet());
        var sealed = rows.stream()
                .map(row -> vault.seal(row.getValue().asGiven(), SealedFor.name(row.getKey())))
                .toList();
        var verified = Set.copyOf(jdbc.sql("""
                with confirmed as (
                    select c.id::uuid, c.sealed_name, c.name_key
                    from unnest(:ids, :names, :keys) as c (id, sealed_name, name_key)
                ), locked as (
                    -- Always in one order, so that two batches never wait in a circle.
                    select s.id from subject s
                    where s.id = any (:ids::uuid[]) and s.verification <> 'VERIFIED'
                    order by s.id
                    for update
                )
                update subject s
                set verification = 'VERIFIED', sealed_name = c.sealed_name, name_key = c.name_key
                from locked l join confirmed c on c.id = l.id
                where s.id = l.id
                returning s.id
                """)
                .param("ids", rows.stream().map(row -> row.getKey().toString()).toArray(String[]::new))
                .param("names", sealed.stream().map(Sealed::box).toArray(String[]::new))
                .param("keys", sealed.stream().map(Sealed::key).toArray(String[]::new))
                .query(UUID.class)
                .list());
        pending.end(verified);
        realNames.confirm(verified, LocalDate.now(clock));
        return verified;
    }

    /** The authority stands behind the names that are kept: nothing but the word changes. */
    @Transactional
    public void confirmAll(Collection<UUID> subjectIds) {
        settleAll(subjectIds, Verification.VERIFIED);
        realNames.confirm(subjectIds, LocalDate.now(clock));
    }

    /** The authority does not stand behind number and name: keeps what it said, unless somebody was verified since. */
    @Transactional
    public void settle(UUID subjectId, Verification verification) {
        settleAll(List.of(subjectId), verification);
    }

    /** What the authority said about these persons and the names that are kept, unless somebody was verified since. */
    @Transactional
    public void settleAll(Collection<UUID> subjectIds, Verification verification) {
        if (subjectIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with locked as (
                    select s.id from subject s
                    where s.id = any (:ids::uuid[]) and s.verification <> 'VERIFIED'
                    order by s.id
                    for update
                )
                update subject s set verification = :verification from locked l where s.id = l.id
                """)
                .param("ids", subjectIds.stream().map(UUID::toString).toArray(String[]::new))
                .param("verification", verification.name())
                .update();
        pending.end(subjectIds);
    }
}

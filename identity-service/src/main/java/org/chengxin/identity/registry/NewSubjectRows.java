package org.chengxin.identity.registry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.chengxin.identity.vault.Sealed;
import org.chengxin.identity.vault.SealedFor;
import org.chengxin.identity.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Persons who are about to be stored with their first document, all with one statement. */
final class NewSubjectRows {

    private final Vault vault;
    private final List<Row> rows = new ArrayList<>();

    NewSubjectRows(Vault vault) {
        this.vault = vault;
    }

    private record Row(
            UUID subjectId, UUID documentId, String type, Sealed number, Sealed name, Verification verification) {}

    /** @return the person as they will be found */
    Subject add(UUID documentId, NewSubject newcomer) {
        var subjectId = UUID.randomUUID();
        rows.add(new Row(
                subjectId,
                documentId,
                newcomer.document().type().name(),
                vault.seal(newcomer.document().number(), SealedFor.documentNumber(documentId)),
                vault.seal(newcomer.name().asGiven(), SealedFor.name(subjectId)),
                newcomer.verification()));
        return new Subject(subjectId, newcomer.name(), List.of(), newcomer.verification(), null);
    }

    void insert(JdbcClient jdbc, Instant now) {
        jdbc.sql("""
                with newcomer as (
                    select n.subject_id::uuid, n.document_id::uuid, n.type, n.sealed_number, n.number_key,
                           n.sealed_name, n.name_key, n.verification
                    from unnest(:subjectIds, :documentIds, :types, :numbers, :numberKeys, :names, :nameKeys,
                                :verifications)
                        as n (subject_id, document_id, type, sealed_number, number_key, sealed_name, name_key,
                              verification)
                ), person as (
                    insert into subject (id, sealed_name, name_key, verification, registered_at)
                    select subject_id, sealed_name, name_key, verification, :now from newcomer
                )
                insert into identity_document (id, subject_id, type, sealed_number, number_key, added_at)
                select document_id, subject_id, type, sealed_number, number_key, :now from newcomer
                """)
                .param("subjectIds", column(row -> row.subjectId().toString()))
                .param("documentIds", column(row -> row.documentId().toString()))
                .param("types", column(Row::type))
                .param("numbers", column(row -> row.number().box()))
                .param("numberKeys", column(row -> row.number().key()))
                .param("names", column(row -> row.name().box()))
                .param("nameKeys", column(row -> row.name().key()))
                .param("verifications", column(row -> row.verification().name()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private String[] column(Function<Row, String> cell) {
        return rows.stream().map(cell).toArray(String[]::new);
    }
}

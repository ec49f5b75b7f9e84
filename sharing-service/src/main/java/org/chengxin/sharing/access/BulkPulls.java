package org.chengxin.sharing.access;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chengxin.sharing.access.BulkPull.Kind;
import org.chengxin.sharing.ledger.AccessLedger;
import org.chengxin.sharing.ledger.AccessLedger.Leaf;
import org.chengxin.sharing.signing.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Table bulk_pull: one row a page, found again through the numbers of a person's records (GIN index). */
@Repository
public class BulkPulls {

    private final JdbcClient jdbc;

    private final JsonMapper json;
    private final AccessLedger ledger;

    BulkPulls(JdbcClient jdbc, JsonMapper json, AccessLedger ledger) {
        this.jdbc = jdbc;
        this.json = json;
        this.ledger = ledger;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void write(BulkPull pull) {
        ledger.enter(List.of(leaf(pull)));
        jdbc.sql("""
                        insert into bulk_pull (pull_id, at, receiver, feed, kind, purpose, legal_basis, agreement_id,
                                               up_to, records)
                        values (:pullId, :at, :receiver, :feed, :kind, :purpose, :legalBasis, :agreementId,
                                :upTo, :records)
                        """)
                .param("pullId", pull.pullId())
                .param("at", pull.at().atOffset(ZoneOffset.UTC))
                .param("receiver", pull.receiver())
                .param("feed", pull.feed())
                .param("kind", pull.kind().name())
                .param("purpose", pull.purpose())
                .param("legalBasis", pull.legalBasis())
                .param("agreementId", pull.agreementId())
                .param("upTo", pull.upTo())
                .param("records", pull.records().toArray(Integer[]::new))
                .update();
    }

    /** The hashed words of a pull that a record of this person was part of. */
    Optional<Leaf> leafFor(UUID subjectId, UUID pullId) {
        return jdbc.sql("""
                        select b.pull_id, b.at, b.receiver, b.feed, b.kind, b.purpose, b.legal_basis, b.agreement_id,
                               b.up_to, b.records
                        from bulk_pull b
                        where b.pull_id = :pullId and exists (
                            select 1 from shared_record s
                            where s.subject_id in (select p.id from ids_of_person(:subjectId) as p (id))
                              and s.number = any (b.records))
                        """)
                .param("subjectId", subjectId)
                .param("pullId", pullId)
                .query((row, _) -> new BulkPull(
                        row.getObject("pull_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("receiver"),
                        row.getString("feed"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("purpose"),
                        row.getString("legal_basis"),
                        row.getObject("agreement_id", UUID.class),
                        row.getLong("up_to"),
                        Arrays.asList((Integer[]) row.getArray("records").getArray())))
                .optional()
                .map(this::leaf);
    }

    /** Others' records are in it as one hash only. */
    private Leaf leaf(BulkPull pull) {
        var numbers = pull.records().stream().map(String::valueOf).collect(Collectors.joining(","));
        var words = new LinkedHashMap<String, Object>();
        words.put("pullId", pull.pullId());
        words.put("at", pull.at().toString());
        words.put("receiver", pull.receiver());
        words.put("feed", pull.feed());
        words.put("kind", pull.kind());
        words.put("purpose", pull.purpose());
        words.put("legalBasis", pull.legalBasis());
        words.put("agreementId", pull.agreementId());
        words.put("upTo", pull.upTo());
        words.put("records", HexFormat.of().formatHex(Seal.sha256(numbers.getBytes(StandardCharsets.US_ASCII))));
        return new Leaf(pull.pullId(), AccessLedger.NOBODY, json.writeValueAsString(words));
    }
}

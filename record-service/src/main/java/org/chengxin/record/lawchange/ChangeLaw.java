package org.chengxin.record.lawchange;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.catalog.Catalog;
import org.chengxin.record.catalog.PeriodRules;
import org.chengxin.record.ledger.Ledger.Milder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Use case: one catalogue administrator proposes, everybody may comment, another decides. */
@Component
class ChangeLaw {

    private final Proposals proposals;
    private final DraftCheck draftCheck;
    private final CatalogTables tables;
    private final Recomputations recomputations;
    private final Catalog catalog;
    private final JsonMapper json;
    private final Clock clock;

    ChangeLaw(
            Proposals proposals,
            DraftCheck draftCheck,
            CatalogTables tables,
            Recomputations recomputations,
            Catalog catalog,
            JsonMapper json,
            Clock clock) {
        this.proposals = proposals;
        this.draftCheck = draftCheck;
        this.tables = tables;
        this.recomputations = recomputations;
        this.catalog = catalog;
        this.json = json;
        this.clock = clock;
    }

    /** @param known whether the type must exist, or must not */
    @Transactional
    public UUID propose(TypeDraft draft, boolean known, String by) {
        if (catalog.known(draft.code()) != known) {
            throw (known
                            ? Problem.notFound("record-type-not-found", "No record type has this code.")
                            : Problem.conflict(
                                    "record-type-exists", "This type exists; propose a new version of it instead."))
                    .refusal();
        }
        draftCheck.require(draft);
        return proposals.add(Proposal.Kind.TYPE, draft.code(), draft, draft.reason(), draft.inForceFrom(), by);
    }

    @Transactional
    public UUID propose(PeriodDraft draft, String by) {
        draftCheck.require(draft);
        return proposals.add(Proposal.Kind.PERIOD, draft.rule(), draft, draft.source(), draft.inForceFrom(), by);
    }

    /** What it would do to the records that exist, if it were law today. */
    @Transactional(readOnly = true)
    public LawPreview preview(Proposal proposal) {
        return LawPreview.of(recomputations.preview(milder(proposal)), entry(proposal));
    }

    private List<LawPreview.Difference> entry(Proposal proposal) {
        if (proposal.kind() != Proposal.Kind.TYPE) {
            return List.of();
        }
        var draft = json.convertValue(proposal.content(), TypeDraft.class);
        // What is in force on the day before, or today where that day has passed.
        return catalog.inForce(proposal.code(), proposal.inForceFrom().minusDays(1))
                .map(now -> LawPreview.between(
                        now,
                        parts(json.readTree(now.factsSchema())),
                        draft,
                        parts(json.valueToTree(draft.factsSchema()))))
                .orElse(List.of());
    }

    /** A schema in parts that can be compared: each field for itself, and the rest. */
    private Map<String, String> parts(JsonNode schema) {
        var parts = new TreeMap<String, String>();
        schema.properties().forEach(member -> {
            if (member.getKey().equals("properties")) {
                member.getValue()
                        .properties()
                        .forEach(field -> parts.put("/properties/" + field.getKey(), sorted(field.getValue())));
            } else {
                parts.put("/" + member.getKey(), sorted(member.getValue()));
            }
        });
        return parts;
    }

    /** The same text whatever the order of the members. */
    private String sorted(JsonNode part) {
        return json.writer()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(json.convertValue(part, Object.class));
    }

    @Transactional
    public void approve(Proposal proposal, String by) {
        requireAnother(proposal, by);
        if (!proposal.inForceFrom().isAfter(LocalDate.now(clock))) {
            throw Problem.conflict("proposal-outdated", "Its first day is not in the future any more; propose it anew.")
                    .refusal();
        }
        decide(proposal, Proposal.State.APPROVED, by);
        var added = switch (proposal.kind()) {
            case TYPE -> tables.addVersion(json.convertValue(proposal.content(), TypeDraft.class));
            case PERIOD -> tables.addPeriod(json.convertValue(proposal.content(), PeriodDraft.class));
        };
        if (!added) {
            throw Problem.conflict(
                            "later-version-exists",
                            "A version from that day or a later one has been approved in the meantime.")
                    .refusal();
        }
        recomputations.order(proposal.proposalId(), milder(proposal), proposal.inForceFrom());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                catalog.refresh();
            }
        });
    }

    @Transactional
    public void reject(Proposal proposal, String by) {
        requireAnother(proposal, by);
        decide(proposal, Proposal.State.REJECTED, by);
    }

    private void decide(Proposal proposal, Proposal.State state, String by) {
        if (!proposals.decide(proposal.proposalId(), state, by)) {
            throw Problem.conflict("proposal-decided", "This proposal has been decided already.")
                    .refusal();
        }
    }

    private static void requireAnother(Proposal proposal, String by) {
        if (proposal.proposedBy().equals(by)) {
            throw Problem.forbidden("four-eyes", "Whoever proposed a change does not decide on it.")
                    .refusal();
        }
    }

    /** A milder law reaches the records that exist; a stricter one only determinations from its first day on (T-6). */
    private Milder milder(Proposal proposal) {
        return switch (proposal.kind()) {
            case TYPE -> {
                var draft = json.convertValue(proposal.content(), TypeDraft.class);
                yield new Milder(
                        draft.code(),
                        null,
                        draft.display().minMonths(),
                        draft.display().maxMonths(),
                        null);
            }
            case PERIOD -> {
                var draft = json.convertValue(proposal.content(), PeriodDraft.class);
                yield draft.rule().equals(PeriodRules.CAP)
                        ? new Milder(null, null, null, null, draft.maxMonths())
                        : new Milder(null, draft.rule(), draft.minMonths(), draft.maxMonths(), null);
            }
        };
    }
}

package org.chengxin.record.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chengxin.record.SeedFile;
import org.chengxin.record.calendar.WorkingDays;
import org.chengxin.record.catalog.Catalog;
import org.chengxin.record.catalog.FactsCheck;
import org.chengxin.record.catalog.FactsDefect;
import org.chengxin.record.catalog.ProhibitedData;
import org.chengxin.record.catalog.ProhibitedFact;
import org.chengxin.record.catalog.RecordType;
import org.chengxin.record.ledger.Provider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Looks at what is handed in, in the light of the catalogue: the one place where data become a statement. */
@Component
class IntakeDoor {

    static final String REPORTED = "record.reported.v1";
    static final String AMENDED = "record.amended.v1";
    static final String WITHDRAWN = "record.withdrawn.v1";

    private static final String PROVINCE = "530000";

    private final Catalog catalog;
    private final FactsCheck factsCheck;
    private final ProhibitedData prohibitedData;
    private final WorkingDays calendar;
    private final Clock clock;
    private final Set<String> divisions;
    private final Set<String> departments;

    IntakeDoor(
            Catalog catalog, FactsCheck factsCheck, ProhibitedData prohibitedData, WorkingDays calendar, Clock clock) {
        this.catalog = catalog;
        this.factsCheck = factsCheck;
        this.prohibitedData = prohibitedData;
        this.calendar = calendar;
        this.clock = clock;
        this.divisions =
                Stream.concat(Stream.of(PROVINCE), codes("prefectures.csv")).collect(Collectors.toSet());
        this.departments = codes("departments.csv").collect(Collectors.toSet());
    }

    boolean isDepartment(String code) {
        return departments.contains(code);
    }

    /** @param type type of the event; reports and amendments are read alike, the revision tells them apart */
    Statement read(Provider provider, String type, JsonNode data) {
        return switch (type) {
            case REPORTED, AMENDED -> claim(provider, data);
            case WITHDRAWN -> withdrawal(data);
            default ->
                new Statement.Unfit(
                        null,
                        null,
                        List.of(Defect.at(
                                Ground.EVENT_UNREADABLE,
                                "",
                                "type must be %s, %s or %s".formatted(REPORTED, AMENDED, WITHDRAWN))));
        };
    }

    private Statement claim(Provider provider, JsonNode data) {
        var draft = DraftReader.read(data);
        var today = LocalDate.now(clock);
        var verdict = Admission.judge(draft, provider, findings(draft, data, today), calendar, today);
        return switch (verdict) {
            case Verdict.Admissible(var submission) -> new Statement.Claim(submission);
            case Verdict.Refused(var defects) -> new Statement.Unfit(draft.sourceRecordId(), draft.revision(), defects);
        };
    }

    private static Statement withdrawal(JsonNode data) {
        var draft = DraftReader.readWithdrawal(data);
        var sourceRecordId = draft.sourceRecordId();
        var revision = draft.revision();
        return sourceRecordId == null || revision == null
                ? new Statement.Unfit(sourceRecordId, revision, draft.defects())
                : new Statement.Withdrawal(sourceRecordId, revision);
    }

    private Verdict.Findings findings(Draft draft, JsonNode data, LocalDate today) {
        var code = draft.recordType();
        // The entry must have been in force when the determination was made.
        var on = draft.decidedOn() == null ? today : draft.decidedOn();
        var type = code == null ? Optional.<RecordType>empty() : catalog.inForce(code, on);
        var facts = data.path("facts");
        var readable = facts.isObject()
                && draft.defects().stream()
                        .noneMatch(defect ->
                                defect.pointer().isEmpty() || defect.pointer().startsWith("/facts"));
        List<FactsDefect> factsDefects =
                readable && type.isPresent() ? factsCheck.defects(type.get(), facts) : List.of();
        Optional<ProhibitedFact> prohibited = readable ? prohibitedData.find(facts) : Optional.empty();
        return new Verdict.Findings(
                code != null && catalog.known(code),
                type.orElse(null),
                code == null ? null : catalog.inForce(code, today).orElse(null),
                factsDefects,
                prohibited.orElse(null),
                divisions);
    }

    private static Stream<String> codes(String file) {
        return SeedFile.named(file).rows().stream().map(row -> String.valueOf(row.get("code")));
    }
}

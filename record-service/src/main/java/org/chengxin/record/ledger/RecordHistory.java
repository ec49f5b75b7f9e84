package org.chengxin.record.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every version of a record, oldest first: when, why, by whom, and what was different from the version before. */
@Component
class RecordHistory {

    private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {};
    /** They change with every version, or are nobody's business. */
    private static final Set<String> NOT_TOLD = Set.of("version", "cause", "changedAt", "subjectId", "recordId");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RecordHistory(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * One version.
     *
     * @param by who brought it about: the department, a case, the registry of persons, the law, time
     * @param reference the case, merge or change of law
     * @param changes members that are different from the version before; all of them in the first
     */
    record Version(
            int version,
            Instant at,
            Cause cause,
            String by,
            @Nullable UUID reference,
            List<Difference> changes) {}

    /** One member, before and after; absent is null. */
    record Difference(
            String member, @Nullable Object from, @Nullable Object to) {}

    private record Row(
            int version, Instant at, Cause cause, @Nullable UUID reference, Map<String, Object> content) {}

    /** @param after the last version already shown, 0 for none */
    List<Version> of(CreditRecord record, int after, int most) {
        var rows = jdbc.sql("""
                        select version, changed_at, cause, reference, coalesce(content::text, '{}') as content
                          from record_version
                         where record_id = :id and version >= :from
                         order by version
                         limit :most
                        """)
                .param("id", record.id())
                .param("from", after)
                .param("most", most + 1)
                .query((row, _) -> new Row(
                        row.getInt("version"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        Cause.valueOf(row.getString("cause")),
                        row.getObject("reference", UUID.class),
                        json.readValue(row.getString("content"), CONTENT)))
                .list();
        var versions = new ArrayList<Version>();
        Map<String, Object> before = Map.of();
        for (var row : rows) {
            if (row.version() > after) {
                versions.add(new Version(
                        row.version(),
                        row.at(),
                        row.cause(),
                        by(row.cause(), record),
                        row.reference(),
                        differences(before, row.content())));
            }
            before = row.content();
        }
        return versions.subList(0, Math.min(most, versions.size()));
    }

    private static String by(Cause cause, CreditRecord record) {
        return switch (cause) {
            case REPORTED, AMENDED, WITHDRAWN -> record.department();
            case DISPUTE_OPENED, STATEMENT, DECLINED -> "PERSON";
            case DISPUTE_CLOSED, DISPUTE_DECIDED, SUSPENDED, RESUMED, REPAIRED, REPAIR_UNDONE, DUTY_PERFORMED, ERASED ->
                "CASE";
            case SUBJECT_MERGED, SUBJECT_SPLIT, SUBJECT_DECEASED -> "REGISTRY_OF_PERSONS";
            case NOTICE_FAILED, NOTICE_DELIVERED -> "NOTICE";
            case RULES_CHANGED -> "LAW";
            case EXPIRED, FINAL -> "TIME";
        };
    }

    private static List<Difference> differences(Map<String, Object> before, Map<String, Object> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeAll(NOT_TOLD);
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .map(name -> new Difference(name, before.get(name), after.get(name)))
                .toList();
    }
}

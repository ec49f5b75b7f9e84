package org.chengxin.record.intake;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the data of an intake event field by field, so that one wrong field does not hide the next.
 *
 * <p>Members that the contract does not name are left where they are: they are neither refused nor kept.
 */
final class DraftReader {

    static final int MAX_SOURCE_RECORD_ID = 200;

    private static final Set<String> DOCUMENT_TYPES =
            Set.of("RESIDENT_ID", "FOREIGN_PERMANENT_RESIDENCE", "HKMT_RESIDENCE");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private final JsonNode data;
    private final List<Defect> defects = new ArrayList<>();

    private DraftReader(JsonNode data) {
        this.data = data;
    }

    static Draft read(JsonNode data) {
        return new DraftReader(data).draft();
    }

    /** What a withdrawal needs: which decision, and which revision says that it was revoked. */
    static Draft readWithdrawal(JsonNode data) {
        return new DraftReader(data).withdrawal();
    }

    private Draft draft() {
        if (!data.isObject()) {
            return empty(Defect.at(Ground.FIELDS_INVALID, "", "must be a JSON object"));
        }
        StorableCheck.of(data, "", this::wrong);
        var sourceRecordId = text("/sourceRecordId", data.get("sourceRecordId"), MAX_SOURCE_RECORD_ID);
        var revision = revision();
        var recordType = text("/recordType", data.get("recordType"), 100);
        var person = person();
        var division = text("/division", data.get("division"), 20);
        var occurredOn = required("/occurredOn", day("/occurredOn", data.get("occurredOn")));
        var decidedOn = day("/decidedOn", data.get("decidedOn"));
        var effectiveOn = day("/effectiveOn", data.get("effectiveOn"));
        var decisionNumber =
                isBlank(data.get("decisionNumber")) ? null : text("/decisionNumber", data.get("decisionNumber"), 200);
        var noticeServedOn = day("/noticeServedOn", data.get("noticeServedOn"));
        var finality = finality();
        var legalBasis = legalBasis();
        var facts = facts();
        return new Draft(
                sourceRecordId,
                revision,
                recordType,
                person,
                division,
                occurredOn,
                decidedOn,
                effectiveOn,
                decisionNumber,
                noticeServedOn,
                finality,
                legalBasis,
                facts,
                defects);
    }

    private Draft withdrawal() {
        if (!data.isObject()) {
            return empty(Defect.at(Ground.FIELDS_INVALID, "", "must be a JSON object"));
        }
        StorableCheck.of(data.path("sourceRecordId"), "/sourceRecordId", this::wrong);
        var sourceRecordId = text("/sourceRecordId", data.get("sourceRecordId"), MAX_SOURCE_RECORD_ID);
        var revision = revision();
        return new Draft(
                sourceRecordId,
                revision,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                defects);
    }

    private static Draft empty(Defect defect) {
        return new Draft(
                null, null, null, null, null, null, null, null, null, null, null, List.of(), null, List.of(defect));
    }

    private @Nullable Integer revision() {
        var node = data.get("revision");
        if (node != null && node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 1) {
            return node.intValue();
        }
        wrong("/revision", node == null ? "is missing; give a whole number from 1" : "must be a whole number from 1");
        return null;
    }

    private @Nullable Person person() {
        var node = data.get("subject");
        if (node == null || !node.isObject()) {
            wrong("/subject", "is missing; give documentType, documentNumber and name");
            return null;
        }
        var type = text("/subject/documentType", node.get("documentType"), 50);
        var number = text("/subject/documentNumber", node.get("documentNumber"), 50);
        var name = text("/subject/name", node.get("name"), 200);
        if (type != null && !DOCUMENT_TYPES.contains(type)) {
            wrong("/subject/documentType", "must be one of RESIDENT_ID, FOREIGN_PERMANENT_RESIDENCE, HKMT_RESIDENCE");
        }
        return type == null || number == null || name == null ? null : new Person(type, number, name);
    }

    private @Nullable Finality finality() {
        var node = data.get("final");
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            wrong("/final", "must be an object with on and basis, or left out");
            return null;
        }
        var on = required("/final/on", day("/final/on", node.get("on")));
        var basis = node.get("basis");
        if (basis != null && basis.isString()) {
            var found = Arrays.stream(Finality.Basis.values())
                    .filter(value -> value.name().equals(basis.stringValue()))
                    .findFirst();
            if (found.isPresent()) {
                return on == null ? null : new Finality(on, found.get());
            }
        }
        wrong("/final/basis", "must be one of " + Arrays.toString(Finality.Basis.values()));
        return null;
    }

    private List<String> legalBasis() {
        var node = data.get("legalBasis");
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            wrong("/legalBasis", "must be an array of codes");
            return List.of();
        }
        var codes = new ArrayList<String>();
        for (var index = 0; index < node.size(); index++) {
            var code = text("/legalBasis/" + index, node.get(index), 100);
            // A place that could not be read keeps its number, so that pointers of later ones stay right.
            codes.add(code == null ? "" : code);
        }
        return codes.stream().allMatch(String::isEmpty) ? List.of() : codes;
    }

    private @Nullable Map<String, Object> facts() {
        var node = data.get("facts");
        if (node == null || !node.isObject()) {
            wrong("/facts", "is missing; give an object that follows the schema of the record type");
            return null;
        }
        // After a fault the tree is not used; it might not even be convertible.
        return defects.isEmpty() ? object(node) : Map.of();
    }

    private @Nullable String text(String pointer, @Nullable JsonNode node, int longest) {
        if (isNamed(pointer)) {
            return null;
        }
        if (isBlank(node)) {
            wrong(pointer, "is missing");
            return null;
        }
        if (node == null || !node.isString()) {
            wrong(pointer, "must be a string");
            return null;
        }
        var text = node.stringValue();
        if (text.length() > longest) {
            wrong(pointer, "is longer than " + longest + " characters");
            return null;
        }
        if (holdsControls(text)) {
            wrong(pointer, "holds control characters");
            return null;
        }
        return text;
    }

    private static boolean holdsControls(String text) {
        for (var index = 0; index < text.length(); index++) {
            if (Character.isISOControl(text.charAt(index))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable LocalDate day(String pointer, @Nullable JsonNode node) {
        if (isBlank(node)) {
            return null;
        }
        if (node != null && node.isString()) {
            try {
                var day = LocalDate.parse(node.stringValue(), DAY);
                if (!day.isBefore(EARLIEST)) {
                    return day;
                }
            } catch (DateTimeParseException e) {
                // answered below, like a day of another age
            }
        }
        if (node != null && !isNamed(pointer)) {
            defects.add(Defect.at(Ground.DATE_INVALID, pointer, "must be a day that exists, written like 2026-03-10"));
        }
        return null;
    }

    private @Nullable LocalDate required(String pointer, @Nullable LocalDate day) {
        if (day == null) {
            wrong(pointer, "is missing");
        }
        return day;
    }

    private void wrong(String pointer, String detail) {
        if (!isNamed(pointer)) {
            defects.add(Defect.at(Ground.FIELDS_INVALID, pointer, detail));
        }
    }

    private boolean isNamed(String pointer) {
        return !defects.isEmpty()
                && defects.stream().anyMatch(defect -> defect.pointer().equals(pointer));
    }

    private static boolean isBlank(@Nullable JsonNode node) {
        return node == null
                || node.isNull()
                || (node.isString() && node.stringValue().isBlank());
    }

    private static Map<String, Object> object(JsonNode node) {
        var members = new LinkedHashMap<String, Object>();
        for (var member : node.properties()) {
            var value = plain(member.getValue());
            if (value != null) {
                members.put(member.getKey(), value);
            }
        }
        return members;
    }

    private static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        }
        if (node.isArray()) {
            return node.values().stream().map(DraftReader::plain).toList();
        }
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() ? node.numberValue() : null;
    }
}

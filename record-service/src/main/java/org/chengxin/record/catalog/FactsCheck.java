package org.chengxin.record.catalog;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Compares the facts of a record with the whitelist of its type (rule A-6).
 *
 * <p>A schema is compiled once per type version. The details never repeat a value: it may be about a person.
 */
@Component
public final class FactsCheck {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<Version, Schema> compiled = new ConcurrentHashMap<>();

    /** @return every defect, ordered by its pointer; empty when the facts keep the schema */
    public List<FactsDefect> defects(RecordType type, JsonNode facts) {
        var schema = compiled.computeIfAbsent(
                new Version(type.code(), type.version()),
                _ -> registry.getSchema(type.factsSchema(), InputFormat.JSON));
        return schema.validate(facts).stream()
                .map(FactsCheck::explain)
                .distinct()
                .sorted(Comparator.comparing(FactsDefect::pointer).thenComparing(FactsDefect::detail))
                .toList();
    }

    private static FactsDefect explain(Error error) {
        var at = error.getInstanceLocation().toString();
        var member = error.getProperty();
        var inside = member == null ? at : at + "/" + member.replace("~", "~0").replace("/", "~1");
        return switch (error.getKeyword()) {
            case "required" -> new FactsDefect(inside, "is missing; this record type requires it");
            case "additionalProperties", "unevaluatedProperties" ->
                new FactsDefect(inside, "is not a field of this record type; leave it out");
            case "type" -> new FactsDefect(at, "has the wrong JSON type; the type's schema names the right one");
            case "minLength", "maxLength" -> new FactsDefect(at, "is shorter or longer than the type's schema allows");
            case "enum", "const" -> new FactsDefect(at, "is none of the codes that the type's schema lists");
            case "not" ->
                new FactsDefect(at, "looks as if it held a number of a document, account or card; leave it out");
            case "pattern" -> new FactsDefect(at, "contains characters that the type's schema does not allow");
            case "minimum", "maximum" -> new FactsDefect(at, "is outside the range of the type's schema");
            default -> new FactsDefect(at, "breaks the type's schema (" + error.getKeyword() + ")");
        };
    }

    private record Version(String code, int version) {}
}

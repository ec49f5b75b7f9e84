package org.chengxin.record.lawchange;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.problem.Problem.FieldError;
import org.chengxin.record.SeedFile;
import org.chengxin.record.catalog.PeriodRules;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.ProhibitedData;
import org.chengxin.record.catalog.Severity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at a proposed change before anybody else has to: everything that is wrong, at once. */
@Component
class DraftCheck {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ProhibitedData prohibited;
    private final Clock clock;
    private final Set<String> departments;

    DraftCheck(JdbcClient jdbc, JsonMapper json, ProhibitedData prohibited, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.prohibited = prohibited;
        this.clock = clock;
        this.departments = SeedFile.named("departments.csv").rows().stream()
                .map(row -> row.get("code"))
                .collect(Collectors.toSet());
    }

    /** @throws org.chengxin.chassis.problem.Refusal 422 with every wrong field */
    void require(TypeDraft draft) {
        var errors = new ArrayList<FieldError>();
        check(errors, draft.code().matches("[A-Z][A-Z0-9_]{1,63}"), "/code", "must be like INCOME_TAX_ADVERSE");
        check(errors, !draft.nameZh().isBlank() && draft.nameZh().length() <= 200, "/nameZh", "is missing or too long");
        check(errors, !draft.nameEn().isBlank() && draft.nameEn().length() <= 200, "/nameEn", "is missing or too long");
        check(
                errors,
                !draft.reason().isBlank() && draft.reason().length() <= 4000,
                "/reason",
                "is missing or too long");
        check(
                errors,
                codes("national_class").contains(draft.nationalClass()),
                "/nationalClass",
                "is not a known class");
        check(errors, codes("record_domain").contains(draft.domain()), "/domain", "is not a known domain");
        var occupation = draft.occupation();
        check(
                errors,
                occupation == null || codes("occupation").contains(occupation),
                "/occupation",
                "is not a known occupation");
        var adverse = draft.polarity() == Polarity.ADVERSE;
        check(
                errors,
                adverse == (draft.severity() != null),
                "/severity",
                "adverse types have a severity, the others have none (rule P-1)");
        check(
                errors,
                draft.noticeWorkingDays() >= (adverse ? 1 : 0) && draft.noticeWorkingDays() <= 60,
                "/noticeWorkingDays",
                "must leave the person of an adverse record 1 to 60 working days to answer (rule N-2)");
        var display = draft.display();
        check(
                errors,
                display.minMonths() >= 0 && display.minMonths() <= display.maxMonths() && display.maxMonths() <= 60,
                "/display",
                "must be a period of at most 60 months (rule P-6)");
        laws(errors, draft);
        var exclusion = draft.repairExclusionBasis();
        check(
                errors,
                draft.repairable()
                        ? exclusion == null
                        : exclusion != null && !exclusion.isBlank() && exclusion.length() <= 500,
                "/repairExclusionBasis",
                "names the law and article that exclude repair, where it is not repairable and only there (rule R-1)");
        var publication = draft.publicationBasis();
        check(
                errors,
                publication == null || draft.legalBases().contains(publication),
                "/publicationBasis",
                "must be one of its legal bases, the one that orders publication; leave it out where none does (rule P-8)");
        providers(errors, draft);
        schema(errors, json.valueToTree(draft.factsSchema()));
        inForce(errors, draft.inForceFrom());
        refuse(errors);
    }

    /** @throws org.chengxin.chassis.problem.Refusal 422 with every wrong field */
    void require(PeriodDraft draft) {
        var errors = new ArrayList<FieldError>();
        var rules = new TreeSet<>(Set.of(PeriodRules.CAP));
        for (var severity : Severity.values()) {
            rules.add(severity.name());
        }
        check(errors, rules.contains(draft.rule()), "/rule", "must be one of " + rules);
        check(
                errors,
                draft.minMonths() >= 0 && draft.minMonths() <= draft.maxMonths() && draft.maxMonths() <= 600,
                "/maxMonths",
                "must not be less than minMonths");
        check(
                errors,
                !PeriodRules.CAP.equals(draft.rule()) || (draft.minMonths() == 0 && draft.maxMonths() > 0),
                "/minMonths",
                "the absolute limit has a maximum only");
        check(errors, !draft.source().isBlank() && draft.source().length() <= 1000, "/source", "names the law");
        inForce(errors, draft.inForceFrom());
        refuse(errors);
    }

    private void laws(List<FieldError> errors, TypeDraft draft) {
        check(errors, !draft.legalBases().isEmpty(), "/legalBases", "a type rests on at least one article (rule A-1)");
        var known = codes("legal_basis");
        for (var index = 0; index < draft.legalBases().size(); index++) {
            check(
                    errors,
                    known.contains(draft.legalBases().get(index)),
                    "/legalBases/" + index,
                    "is not a verified article");
        }
    }

    private void providers(List<FieldError> errors, TypeDraft draft) {
        for (var index = 0; index < draft.providingDepartments().size(); index++) {
            var provider = draft.providingDepartments().get(index);
            check(
                    errors,
                    departments.contains(provider.department())
                            && !provider.reason().isBlank(),
                    "/providingDepartments/" + index,
                    "must be a known department with the reason why it is competent (rule A-7)");
        }
    }

    /** a whitelist, each field with its reason; A-4: nothing that may never be held. */
    private void schema(List<FieldError> errors, JsonNode schema) {
        try {
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema.toString(), InputFormat.JSON)
                    .validate("{}", InputFormat.JSON);
        } catch (SchemaException | IllegalArgumentException e) {
            errors.add(new FieldError("/factsSchema", "is not a JSON Schema"));
            return;
        }
        check(
                errors,
                "object".equals(schema.path("type").asString(""))
                        && schema.path("additionalProperties").isBoolean()
                        && !schema.path("additionalProperties").booleanValue(),
                "/factsSchema",
                "must be a whitelist: an object without additionalProperties (rule A-6)");
        for (var field : schema.path("properties").properties()) {
            check(
                    errors,
                    field.getValue().path("description").asString("").length() >= 10,
                    "/factsSchema/properties/" + field.getKey(),
                    "must say in its description why the field is needed (rule A-6)");
        }
        var found = prohibited.findName(schema.path("properties"));
        if (found.isPresent()) {
            errors.add(new FieldError(
                    "/factsSchema/properties" + found.get().pointer(),
                    "is data of the category " + found.get().category() + " (rule A-4)"));
        }
    }

    private void inForce(List<FieldError> errors, LocalDate from) {
        check(
                errors,
                from.isAfter(LocalDate.now(clock)),
                "/inForceFrom",
                "must lie in the future: nobody is judged by a law of yesterday that was made today");
    }

    private Set<String> codes(String table) {
        // The names of the tables are ours; nothing from outside stands in the statement.
        return Set.copyOf(
                switch (table) {
                    case "national_class" -> list("select code from national_class");
                    case "record_domain" -> list("select code from record_domain");
                    case "occupation" -> list("select code from occupation");
                    default -> list("select code from legal_basis");
                });
    }

    private List<String> list(String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getString("code")).list();
    }

    private static void check(List<FieldError> errors, boolean right, String pointer, String detail) {
        if (!right) {
            errors.add(new FieldError(pointer, detail));
        }
    }

    private static void refuse(List<FieldError> errors) {
        if (errors.isEmpty()) {
            return;
        }
        var problem = Problem.unprocessable("proposal-invalid", "Some fields are wrong; each is named in errors.");
        for (var error : errors) {
            problem = problem.at(error.pointer(), error.detail());
        }
        throw problem.refusal();
    }
}

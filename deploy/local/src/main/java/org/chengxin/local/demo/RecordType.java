package org.chengxin.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the demo must know of a type in the catalogue to report records of it. */
record RecordType(
        String code,
        boolean adverse,
        List<String> legalBases,
        List<String> providingDepartments,
        int maxDisplayMonths,
        LocalDate inForceFrom,
        JsonNode factsSchema) {

    static RecordType of(JsonNode item) {
        return new RecordType(
                item.path("code").asString(),
                item.path("polarity").asString().equals("ADVERSE"),
                strings(item.path("legalBases"), "/code"),
                strings(item.path("providingDepartments"), ""),
                item.path("display").path("maxMonths").asInt(),
                LocalDate.parse(item.path("inForceFrom").asString("1949-10-01")),
                item.path("factsSchema"));
    }

    private static List<String> strings(JsonNode array, String pointer) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.at(pointer).asString()));
        return strings;
    }
}

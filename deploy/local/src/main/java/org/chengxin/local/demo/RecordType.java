package org.chengxin.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.chengxin.local.Complaint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one must know of a type in the catalogue to report records of it. */
public record RecordType(
        String code,
        boolean adverse,
        List<String> legalBases,
        List<String> providingDepartments,
        int maxDisplayMonths,
        LocalDate inForceFrom,
        JsonNode factsSchema) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * All types in force, as the platform publishes them.
     *
     * @throws Complaint when it does not
     */
    public static List<RecordType> catalogue(URI gateway) throws InterruptedException {
        URI address = gateway.resolve("/v1/record-types?limit=200");
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new Complaint("The catalogue at " + address + " answered " + response.statusCode() + ".");
            }
            return JSON.readTree(response.body())
                    .path("items")
                    .valueStream()
                    .map(RecordType::of)
                    .toList();
        } catch (IOException e) {
            throw new Complaint("The catalogue at " + address + " does not answer: " + e.getMessage() + ".", e);
        }
    }

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

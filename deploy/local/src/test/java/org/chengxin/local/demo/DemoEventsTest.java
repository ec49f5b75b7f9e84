package org.chengxin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DemoEventsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final LocalDate today = LocalDate.of(2026, 11, 22);
    private final List<RecordType> catalogue = catalogue();

    @Test
    void theSameDayGivesTheSameEvents() {
        assertThat(events(3_000)).isEqualTo(events(3_000));
    }

    @Test
    void asManyAsAskedFor() {
        assertThat(events(1_234)).hasSize(1_234);
    }

    @Test
    void everyStoryIsTold() {
        assertThat(events(10_000).stream().map(DemoEvent::story).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Story.values());
    }

    @Test
    void atLeastTenDepartmentsReport() {
        assertThat(events(5_000).stream().map(DemoEvent::department).distinct()).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void everyCitizenWhoCanSignInHasRecordsOfEveryStage() {
        var stories = events(200).stream()
                .collect(Collectors.groupingBy(
                        event -> Objects.toString(subject(event).get("documentNumber")),
                        Collectors.mapping(DemoEvent::story, Collectors.toSet())));

        for (var citizen : Population.all().subList(0, 20)) {
            assertThat(stories.getOrDefault(citizen.documentNumber(), Set.of()))
                    .contains(Story.FINAL, Story.NOT_FINAL, Story.IN_NOTICE, Story.POSITIVE);
        }
    }

    @Test
    void factsKeepTheSchemaOfTheirType() {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        var schemas = catalogue.stream()
                .collect(Collectors.toMap(
                        RecordType::code,
                        type -> registry.getSchema(type.factsSchema().toString(), InputFormat.JSON)));

        for (var event : events(5_000)) {
            if (event.data().containsKey("facts")) {
                var schema = Objects.requireNonNull(schemas.get(event.data().get("recordType")));
                assertThat(schema.validate(JSON.writeValueAsString(event.data().get("facts")), InputFormat.JSON))
                        .isEmpty();
            }
        }
    }

    @Test
    void daysStandInTheirOrderAndNoneLiesAhead() {
        for (var event : events(10_000)) {
            if (event.data().containsKey("decidedOn")) {
                var decided = day(event, "decidedOn");
                assertThat(day(event, "occurredOn")).isBefore(decided);
                assertThat(decided).isBeforeOrEqualTo(today);
                if (event.data().containsKey("noticeServedOn")) {
                    assertThat(day(event, "noticeServedOn")).isBetween(decided, today);
                }
                if (event.data().get("final") instanceof Map<?, ?> finality) {
                    var on = LocalDate.parse(Objects.toString(finality.get("on")));
                    assertThat(on).isBeforeOrEqualTo(today).isAfter(decided);
                }
            }
        }
    }

    @Test
    void whatMustBeRefusedIsExpectedToBeRefused() {
        var events = events(20_000);

        assertThat(events.stream().filter(event -> event.story() == Story.EXPIRED))
                .isNotEmpty()
                .allMatch(event -> event.expected().equals("rejected:already-expired"));
        assertThat(events.stream().filter(event -> event.expected().equals("duplicate")))
                .isNotEmpty();
        assertThat(events.stream().filter(event -> event.expected().equals("superseded")))
                .isNotEmpty();
    }

    @Test
    void anAmendmentHasTheHigherRevision() {
        assertThat(events(10_000).stream().filter(event -> event.type().equals(DemoEvents.AMENDED)))
                .isNotEmpty()
                .allMatch(event -> Objects.equals(event.data().get("revision"), 2));
    }

    private List<DemoEvent> events(int number) {
        List<DemoEvent> events = new ArrayList<>();
        new DemoEvents(catalogue, Population.all(), today, number).forEachRemaining(events::add);
        return events;
    }

    private static Map<?, ?> subject(DemoEvent event) {
        return event.data().get("subject") instanceof Map<?, ?> subject ? subject : Map.of();
    }

    private static LocalDate day(DemoEvent event, String member) {
        return LocalDate.parse(Objects.toString(event.data().get(member)));
    }

    private static List<RecordType> catalogue() {
        try (var in = DemoEventsTest.class.getResourceAsStream("/record-types.json")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return JSON.readTree(text)
                    .path("items")
                    .valueStream()
                    .map(RecordType::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

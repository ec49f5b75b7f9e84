package org.chengxin.sharing.regions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.peer.Peers;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.persons.NamedDocument;
import org.chengxin.sharing.records.RecordTypes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Asks the platforms of other regions what they hold of a person, under our own agreement with each; one that does not
 * answer is named, never left out in silence.
 */
@Component
public class AskOtherRegions {

    private static final Logger log = LoggerFactory.getLogger(AskOtherRegions.class);

    private final Peers peers;
    private final RecordTypes recordTypes;

    AskOtherRegions(Peers peers, RecordTypes recordTypes) {
        this.peers = peers;
        this.recordTypes = recordTypes;
    }

    /** How a region answered. */
    public enum State {
        ANSWERED,
        REFUSED,
        UNAVAILABLE,
        /** The look is concealed here, and its person would see it there. */
        NOT_ASKED
    }

    /** What one region said. */
    public record Part(String region, State state, List<Found> records) {}

    /** A record of another region, with the fields that the asker's agreement grants. */
    public record Found(
            UUID recordId,
            long version,
            String recordType,
            boolean disputed,
            boolean dutyPerformed,
            @Nullable String statement,
            LocalDate decidedOn,
            LocalDate displayUntil,
            Map<String, Object> fields) {}

    /** @param grants of the asker's agreement here: it sees no more of another region than of us */
    public List<Part> ask(
            List<String> regions, NamedDocument person, String purpose, String matterNumber, List<Grant> grants) {
        if (regions.isEmpty()) {
            return List.of();
        }
        // What nobody may get from us, nobody gets through us.
        var closed = recordTypes.closed();
        var parts = new ArrayList<Part>(regions.size());
        for (var region : regions) {
            var part = ask(region, person, purpose, matterNumber, grants);
            var open = part.records().stream()
                    .filter(record -> !closed.contains(record.recordType()))
                    .toList();
            parts.add(new Part(part.region(), part.state(), open));
        }
        return parts;
    }

    private Part ask(String region, NamedDocument person, String purpose, String matterNumber, List<Grant> grants) {
        var question = new RegionQuery(
                new RegionSubject(person.documentType(), person.documentNumber(), person.name()),
                purpose,
                matterNumber,
                true);
        try {
            // Not repeated: each time, the person's log there gets an entry.
            var answer = peers.named("region" + region)
                    .once(http -> Optional.ofNullable(http.post()
                            .uri("/v1/queries")
                            .body(question)
                            .retrieve()
                            .body(RegionReport.class)));
            var records = answer.map(RegionReport::records).orElse(null);
            if (records == null) {
                return new Part(region, State.UNAVAILABLE, List.of());
            }
            return new Part(
                    region,
                    State.ANSWERED,
                    records.stream()
                            .flatMap(record -> record.under(grants).stream())
                            .toList());
        } catch (HttpClientErrorException e) {
            return new Part(region, State.REFUSED, List.of());
        } catch (PeerUnavailable | IllegalArgumentException e) {
            log.warn("Region {} did not answer: {}", region, e.getClass().getName());
            return new Part(region, State.UNAVAILABLE, List.of());
        }
    }

    /** The question as the other region takes it. */
    record RegionQuery(RegionSubject subject, String purpose, String matterNumber, boolean onlyHere) {}

    /** The person. */
    record RegionSubject(String documentType, String documentNumber, String name) {

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "RegionSubject[…]";
        }
    }

    /** What we read of the other region's report. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RegionReport(@Nullable List<RegionRecord> records) {}

    /** What we read of one record. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RegionRecord(
            UUID recordId,
            long version,
            String recordType,
            String state,
            @Nullable RegionFlags flags,
            LocalDate decidedOn,
            LocalDate displayUntil,
            @Nullable Map<String, Object> fields) {

        /** Only what is final there, of the types and fields granted here. */
        Optional<Found> under(List<Grant> grants) {
            if (!"FINAL".equals(state)) {
                return Optional.empty();
            }
            return grants.stream()
                    .filter(grant -> grant.recordType().equals(recordType))
                    .findFirst()
                    .or(() -> grants.stream()
                            .filter(grant -> grant.recordType().equals("*"))
                            .findFirst())
                    .map(grant -> new Found(
                            recordId,
                            version,
                            recordType,
                            flags != null && Boolean.TRUE.equals(flags.disputed()),
                            flags != null && Boolean.TRUE.equals(flags.dutyPerformed()),
                            flags == null ? null : flags.statement(),
                            decidedOn,
                            displayUntil,
                            granted(grant.fields())));
        }

        private Map<String, Object> granted(List<String> names) {
            var granted = new LinkedHashMap<String, Object>();
            if (fields != null) {
                fields.forEach((name, value) -> {
                    if (names.contains("*") || names.contains(name)) {
                        granted.put(name, value);
                    }
                });
            }
            return granted;
        }
    }

    /** Marks on the record. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RegionFlags(
            @Nullable Boolean disputed,
            @Nullable Boolean dutyPerformed,
            @Nullable String statement) {}
}

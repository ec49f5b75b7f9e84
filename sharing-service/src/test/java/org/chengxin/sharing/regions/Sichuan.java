package org.chengxin.sharing.regions;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.testkit.PeerServers;

/** The platform of region 510000 as a test tells it. */
final class Sichuan {

    static final String CODE = "510000";

    private Sichuan() {}

    /** It holds this of whoever is asked about. */
    static void holds(UUID recordId, int version, String recordType) {
        PeerServers.authority()
                .stubFor(post("/v1/queries")
                        .willReturn(okJson(Calls.JSON.writeValueAsString(Map.of(
                                "queryId",
                                UUID.randomUUID(),
                                "records",
                                List.of(Map.of(
                                        "recordId",
                                        recordId,
                                        "version",
                                        version,
                                        "recordType",
                                        recordType,
                                        "state",
                                        "FINAL",
                                        "flags",
                                        Map.of("disputed", true),
                                        "decidedOn",
                                        "2026-01-10",
                                        "displayUntil",
                                        "2028-01-10",
                                        "fields",
                                        Map.of("summary", "四川的记录", "amount", 7))))))));
    }

    /** It tells this when it is asked for corrections, and takes confirmations. */
    static void tells(List<Map<String, Object>> corrections) {
        PeerServers.authority()
                .stubFor(get(urlPathEqualTo("/v1/queries/corrections"))
                        .willReturn(okJson(Calls.JSON.writeValueAsString(Map.of("items", corrections)))));
        PeerServers.authority()
                .stubFor(post("/v1/queries/corrections/confirmations")
                        .willReturn(okJson("{\"confirmed\": 1, \"open\": []}")));
    }

    static Map<String, Object> correction(UUID recordId, int version, String op, String reason, String changedAt) {
        var correction = new HashMap<String, Object>();
        correction.put("recordId", recordId);
        correction.put("receiver", "region-530000");
        correction.put("version", version);
        correction.put("op", op);
        correction.put("reason", reason);
        correction.put("changedAt", changedAt);
        return correction;
    }

    /** How often we have confirmed this version of a record there. */
    static int confirmed(UUID recordId, int version) {
        return PeerServers.authority()
                .findAll(postRequestedFor(urlEqualTo("/v1/queries/corrections/confirmations"))
                        .withRequestBody(matchingJsonPath(
                                "$.items[?(@.recordId == '" + recordId + "')].version",
                                equalTo(String.valueOf(version)))))
                .size();
    }

    /** A reference to what it holds of a person. */
    static Map<String, Object> item(Person person) {
        return Map.of("subject", person.question("x", "y").get("subject"), "region", CODE);
    }

    /** A record of the person that it pushes. */
    static Map<String, Object> pushed(Person person, String sourceRecordId, int revision, Map<String, Object> changes) {
        var record = new HashMap<String, Object>(Map.of(
                "recordType", "INCOME_TAX_ADVERSE",
                "decidedOn", "2026-03-10",
                "finalOn", "2026-09-20",
                "displayUntil", "2028-03-10",
                "standing", "IN_FORCE",
                "fields", Map.of("summary", "四川的记录", "authority", "四川税务")));
        record.putAll(changes);
        var item = new HashMap<>(item(person));
        item.put("record", record);
        item.put("sourceRecordId", sourceRecordId);
        item.put("revision", revision);
        return item;
    }
}

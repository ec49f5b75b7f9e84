package org.chengxin.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.local.access.Participant;
import org.chengxin.local.access.RealmFile;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.Population;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binds the logins {@code citizen-1} to {@code citizen-20} to the first twenty persons of the demo: subject ids are
 * random, so they are known only after registration.
 */
final class Citizens {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Suite suite;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Citizens(Suite suite) {
        this.suite = suite;
    }

    /** Does nothing when it has been done. */
    void bind() throws InterruptedException {
        if (!Folders.read(note()).isBlank()) {
            return;
        }
        Map<String, String> subjects = new LinkedHashMap<>();
        List<DemoPerson> persons = Population.all().subList(0, Participant.CITIZENS);
        for (DemoPerson person : persons) {
            String subject = register(person);
            // The token of the administrator lasts a minute, which on a busy machine is not enough for all.
            attach("citizen-" + person.index(), subject, suite.tokens().ofAdministrator());
            subjects.put(Integer.toString(person.index()), subject);
        }
        Folders.write(note(), JSON.writeValueAsString(subjects));
    }

    UUID subjectOf(int n) throws InterruptedException {
        bind();
        return UUID.fromString(
                JSON.readTree(Folders.read(note())).path(Integer.toString(n)).asString());
    }

    private String register(DemoPerson person) throws InterruptedException {
        Map<String, Object> body = Map.of(
                "document",
                Map.of("type", DemoPerson.DOCUMENT_TYPE, "number", person.documentNumber()),
                "name",
                person.name(),
                "realNameField",
                "TELECOM");
        JsonNode answer = send(
                "registering citizen-" + person.index(),
                HttpRequest.newBuilder(suite.gateway().resolve("/v1/subjects"))
                        .header("Authorization", "Bearer " + suite.tokens().ofClient("prefecture-" + person.division()))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
        return answer.path("subjectId").asString();
    }

    private void attach(String userName, String subject, String administrator) throws InterruptedException {
        URI users = URI.create(KeycloakServer.baseUrl(suite.ports()) + "/admin/realms/" + RealmFile.REALM + "/users");
        JsonNode found = send(
                "finding " + userName,
                HttpRequest.newBuilder(URI.create(users + "?exact=true&username=" + userName))
                        .header("Authorization", "Bearer " + administrator));
        ObjectNode user = (ObjectNode) found.path(0);
        ObjectNode attributes = user.withObject("/attributes");
        attributes.putArray("subject_id").add(subject);
        send(
                "binding " + userName,
                HttpRequest.newBuilder(URI.create(users + "/" + user.path("id").asString()))
                        .header("Authorization", "Bearer " + administrator)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(user))));
    }

    private JsonNode send(String what, HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new Complaint(
                        "The step \"" + what + "\" was answered with status " + response.statusCode() + ".");
            }
            return JSON.readTree(response.body().isBlank() ? "{}" : response.body());
        } catch (IOException e) {
            throw new Complaint("The step \"" + what + "\" got no answer: " + e.getMessage() + ".", e);
        }
    }

    private Path note() {
        return suite.layout().notes().resolve("citizens.json");
    }
}

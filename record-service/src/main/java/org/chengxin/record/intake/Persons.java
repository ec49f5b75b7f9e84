package org.chengxin.record.intake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chengxin.chassis.peer.Peer;
import org.chengxin.chassis.peer.Peers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Turns named persons into subject ids by asking identity-service, those of a whole batch with one call.
 *
 * <p>Answers are remembered for a few minutes under a hash with a key that lives only in this process: a reload of a
 * department names the same people again and again. Numbers and names are never kept.
 */
@Component
class Persons {

    /** What one call may hold; the newcomers of a batch cost identity-service one question to the authority each. */
    private static final int MOST_PER_CALL = 1_000;

    private static final int REMEMBERED = 50_000;
    /** Short enough that a merge or a correction at identity-service is soon followed. */
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String TYPE = "urn:chengxin:problem:";

    private final Peer identity;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Remembered> remembered = new LinkedHashMap<>(1_024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > REMEMBERED;
        }
    };

    Persons(Peers peers, Clock clock) {
        this.identity = peers.named("identity-service");
        this.clock = clock;
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * One answer for each person; a person whom nobody knew is registered on the way.
     *
     * @throws org.chengxin.chassis.peer.PeerUnavailable when identity-service cannot be reached
     */
    Map<Person, PersonAnswer> identify(Collection<Person> persons) {
        var answers = new LinkedHashMap<Person, PersonAnswer>();
        var asked = new ArrayList<Person>();
        var mac = mac();
        for (var person : persons) {
            if (answers.containsKey(person)) {
                continue;
            }
            var known = recall(hash(mac, person));
            if (known == null) {
                asked.add(person);
            }
            answers.put(person, known == null ? new PersonAnswer.Pending() : known);
        }
        for (var from = 0; from < asked.size(); from += MOST_PER_CALL) {
            ask(asked.subList(from, Math.min(from + MOST_PER_CALL, asked.size())), answers, mac);
        }
        return answers;
    }

    /** Those of whom an answer is still remembered. */
    Map<Person, PersonAnswer> recall(Collection<Person> persons) {
        var answers = new LinkedHashMap<Person, PersonAnswer>();
        var mac = mac();
        for (var person : persons) {
            var known = recall(hash(mac, person));
            if (known != null) {
                answers.put(person, known);
            }
        }
        return answers;
    }

    /** Forgets what was remembered, for example when the persons behind it have been erased. */
    void forget() {
        synchronized (remembered) {
            remembered.clear();
        }
    }

    private void ask(List<Person> persons, Map<Person, PersonAnswer> answers, Mac mac) {
        var items = new ArrayList<Question>();
        for (var index = 0; index < persons.size(); index++) {
            var person = persons.get(index);
            items.add(new Question(
                    Integer.toString(index),
                    new Document(person.documentType(), person.documentNumber()),
                    person.name()));
        }
        // Registering the same person twice is registering them once, so the call may be repeated.
        var resolved = identity.safely(client -> complete(
                client.post()
                        .uri("/v1/subjects/resolve")
                        .body(new Resolve(true, items))
                        .retrieve()
                        .body(Resolved.class),
                items.size()));
        for (var item : resolved) {
            var person = persons.get(Integer.parseInt(item.ref()));
            var answer = answer(item);
            answers.put(person, answer);
            if (answer instanceof PersonAnswer.Known known) {
                remember(hash(mac, person), known);
            }
        }
    }

    /** An answer that does not cover every question counts as none. */
    private static List<Answer> complete(@Nullable Resolved resolved, int asked) {
        if (resolved == null || resolved.items() == null || resolved.items().size() != asked) {
            throw new RestClientException("identity-service did not answer every question");
        }
        return resolved.items();
    }

    private static PersonAnswer answer(Answer item) {
        if (item.subjectId() != null) {
            return new PersonAnswer.Known(
                    item.subjectId(),
                    item.adultOn(),
                    item.registeredAs() == null ? item.subjectId() : item.registeredAs());
        }
        var type = item.problem() == null ? "" : item.problem().type();
        return switch (type == null ? "" : type.replace(TYPE, "")) {
            case "document-invalid", "subject-unknown", "subject-not-identified" ->
                new PersonAnswer.Unknown(Ground.SUBJECT_NOT_IDENTIFIED, "/subject/documentNumber");
            case "subject-mismatch" -> new PersonAnswer.Unknown(Ground.SUBJECT_MISMATCH, "/subject/name");
            // verification-pending, and whatever identity-service may learn to say: nothing is decided yet.
            default -> new PersonAnswer.Pending();
        };
    }

    private PersonAnswer.@Nullable Known recall(String hash) {
        synchronized (remembered) {
            var found = remembered.get(hash);
            return found == null || found.until().isBefore(clock.instant()) ? null : found.answer();
        }
    }

    private void remember(String hash, PersonAnswer.Known answer) {
        synchronized (remembered) {
            remembered.put(hash, new Remembered(answer, clock.instant().plus(REMEMBERED_FOR)));
        }
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }

    private static String hash(Mac mac, Person person) {
        // A line feed cannot stand in any of the three: control characters are refused before.
        var text = person.documentType() + '\n' + person.documentNumber() + '\n' + person.name();
        return Base64.getEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private record Remembered(PersonAnswer.Known answer, Instant until) {}

    record Resolve(boolean register, List<Question> items) {}

    record Question(String ref, Document document, String name) {

        @Override
        public String toString() {
            return "Question[" + ref + "]";
        }
    }

    record Document(String type, String number) {

        @Override
        public String toString() {
            return "Document[" + type + "]";
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Resolved(@Nullable List<Answer> items) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(
            String ref,
            @Nullable UUID subjectId,
            @Nullable LocalDate adultOn,
            @Nullable UUID registeredAs,
            @Nullable Trouble problem) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Trouble(@Nullable String type) {}
}

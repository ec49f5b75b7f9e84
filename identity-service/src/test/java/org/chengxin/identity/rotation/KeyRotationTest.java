package org.chengxin.identity.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.identity.vault.OtherKeys;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class KeyRotationTest extends IdentityApi {

    private static final String NAME = "轮换甲乙";

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private RotateKeys ofTheRunningService;

    @Test
    void bothKeysAndTheSuiteChangeUnderLoadWithoutAFailedRequest() {
        authoritySays("AGREES");
        var numbers = new ArrayList<String>();
        for (var person = 0; person < 20; person++) {
            numbers.add(Numbers.next());
            register(numbers.getLast(), NAME);
        }
        post(
                "/v1/receiver-tokens",
                tokens.service("sharing-service"),
                Map.of("receiver", "rotation", "subjectIds", List.of(java.util.UUID.randomUUID())));
        var address = "rotated" + System.nanoTime() + "@example.org";
        keepsAnAddress(register(Numbers.next(), NAME).subjectId(), address);
        var dumpBefore = dump();

        // Another instance starts with the next keys and the gm suite; the running one knows them from its
        // configuration.
        var next = OtherKeys.gm(jdbc, transactions, clock);
        next.vault()
                .seal(
                        "x",
                        new org.chengxin.identity.vault.SealedFor(
                                org.chengxin.identity.vault.SealedFor.Kind.NAME, java.util.UUID.randomUUID()));
        var transaction = new TransactionTemplate(transactions);
        var rotateKeys = new RotateKeys(
                next.vault(),
                new SealedValues(jdbc, next.vault(), transaction),
                new LookupHashes(jdbc, next.vault(), next.lookup(), transaction, clock));
        var statuses = new ConcurrentLinkedQueue<Integer>();
        var rotating = new AtomicBoolean(true);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller = 0; caller < 3; caller++) {
                callers.submit(() -> {
                    while (rotating.get()) {
                        numbers.forEach(number -> statuses.add(found(number)));
                        statuses.add(register(Numbers.next(), NAME).status());
                    }
                });
            }
            var before = rotateKeys.progress();
            rotateKeys.rotate();
            ofTheRunningService.rotate();
            rotating.set(false);
            assertThat(before.isComplete()).isFalse();
        }
        rotateKeys.rotate();

        assertThat(statuses).isNotEmpty().containsOnly(200, 201);
        assertThat(rotateKeys.progress().isComplete()).isTrue();
        assertThat(jdbc.sql("select address_key, code_key from contact_point")
                        .query((row, _) -> row.getString(1) + row.getString(2))
                        .list())
                .isNotEmpty()
                .allSatisfy(keys -> assertThat(keys).matches("SM4-GCM/.+SM4-GCM/.+|SM4-GCM/.+null"));
        assertThat(jdbc.sql("select count(*) from subject where name_key not like 'SM4-GCM/%' and name_key like '%/%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(numbers).allSatisfy(number -> assertThat(found(number)).isEqualTo(200));
        for (var dump : List.of(dumpBefore, dump())) {
            for (var secret : List.of(numbers.getFirst(), numbers.getLast(), NAME, address)) {
                assertThat(dump)
                        .doesNotContain(secret)
                        .doesNotContain(HexFormat.of().formatHex(secret.getBytes(UTF_8)))
                        .doesNotContain(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
            }
        }
    }

    @Test
    void anAuditorSeesHowFarTheRotationIs() {
        var shown = get("/v1/subjects/key-rotation", tokens.auditor());

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body().path("valuesLeft").has("NUMBERS")).isTrue();
        assertThat(get("/v1/subjects/key-rotation", tokens.officer(TAX)).status())
                .isEqualTo(403);
    }

    /** With its code on the way. */
    private void keepsAnAddress(UUID person, String address) {
        var put = http.put()
                .uri("/v1/me/contact-points/EMAIL")
                .header("Authorization", "Bearer " + tokens.citizen(person))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(Map.of("address", address)))
                .exchange()
                .returnResult(String.class);
        assertThat(put.getStatus().value()).isEqualTo(200);
    }

    /** 200 when the person is found, 404 when not. */
    private int found(String number) {
        var answer = post(
                "/v1/subjects/resolve",
                tokens.service("record-service"),
                Map.of("items", List.of(item("1", number, NAME))));
        return answer.status() == 200 && !answer.body().at("/items/0/subjectId").isMissingNode() ? 200 : 404;
    }

    /** All rows of all tables, as text. */
    private String dump() {
        var tables = jdbc.sql("select quote_ident(tablename) from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
        var dump = new StringBuilder();
        for (var table : tables) {
            jdbc.sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(dump::append);
        }
        return dump.toString();
    }
}

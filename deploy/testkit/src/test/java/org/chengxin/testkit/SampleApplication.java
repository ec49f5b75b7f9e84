package org.chengxin.testkit;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.events.EventBatches;
import org.chengxin.chassis.events.IncomingEvent;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.chassis.events.Outgoing;
import org.chengxin.chassis.idempotency.AsksPeers;
import org.chengxin.chassis.idempotency.KeyedTransaction;
import org.chengxin.chassis.idempotency.Reading;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.peer.Peers;
import org.chengxin.chassis.problem.Problem;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service on the chassis: things with names. */
@SpringBootApplication
public class SampleApplication {

    @Component
    public static class Things {

        private final JdbcClient jdbc;
        private final Outbox outbox;

        Things(JdbcClient jdbc, Outbox outbox) {
            this.jdbc = jdbc;
            this.outbox = outbox;
        }

        @Transactional
        public long add(String name) {
            long id = jdbc.sql("insert into thing (name) values (:name) returning id")
                    .param("name", name)
                    .query(Long.class)
                    .single();
            outbox.append("record-changes", name, "thing.added.v1", name, Map.of("id", id, "name", name));
            return id;
        }

        /** Each for itself, so that each is a row. */
        @Transactional
        public void announceMany(int count) {
            IntStream.range(0, count)
                    .forEach(n ->
                            outbox.append("record-changes", "many-" + n, "thing.added.v1", "many", Map.of("n", n)));
        }

        /** All at once: as few rows as possible. */
        @Transactional
        public void announceTogether(List<String> names) {
            outbox.append(names.stream()
                    .map(name -> new Outgoing(
                            "record-changes", name, "thing.added.v1", name, Map.<String, Object>of("name", name)))
                    .toList());
        }

        @Transactional
        public void refuseAfterAdding(String name) {
            add(name);
            throw Problem.unprocessable("thing-refused", "Choose another name.").refusal();
        }

        public List<Long> after(long id, int limit) {
            return jdbc.sql("select id from thing where id > :id order by id limit :limit")
                    .param("id", id)
                    .param("limit", limit)
                    .query(Long.class)
                    .list();
        }
    }

    /** Applies events; one that is named bad cannot be applied. */
    @Component
    public static class Listener {

        final List<String> applied = new java.util.concurrent.CopyOnWriteArrayList<>();
        private final EventBatches batches;

        Listener(EventBatches batches) {
            this.batches = batches;
        }

        @KafkaListener(topics = "case-changes", groupId = "sample-service")
        public void on(List<ConsumerRecord<String, byte[]>> messages) {
            batches.handle("case-changes", messages, this::apply);
        }

        private void apply(IncomingEvent event) {
            String name = event.data().path("name").asString();
            if (name.startsWith("bad")) {
                throw new IllegalArgumentException("cannot be applied");
            }
            applied.add(name);
        }
    }

    /** A peer that answers when a test lets it, as a slow one does. */
    @Component
    public static class SlowPeer {

        private final Semaphore asked = new Semaphore(0);
        private volatile CountDownLatch closed = new CountDownLatch(0);

        void holdAnswersBack() {
            asked.drainPermits();
            closed = new CountDownLatch(1);
        }

        void answer() {
            closed.countDown();
        }

        /** Waits until so many wait for an answer. */
        boolean isAskedBy(int requests) throws InterruptedException {
            return asked.tryAcquire(requests, 60, TimeUnit.SECONDS);
        }

        void ask() throws InterruptedException {
            asked.release();
            if (!closed.await(120, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test forgot to let the peer answer");
            }
        }
    }

    /** Asks a peer, and orders what it then knows to be right. */
    @RestController
    public static class OrderController {

        private final Things things;
        private final SlowPeer peer;
        private final KeyedTransaction keyed;

        OrderController(Things things, SlowPeer peer, KeyedTransaction keyed) {
            this.things = things;
            this.peer = peer;
            this.keyed = keyed;
        }

        @AsksPeers
        @PostMapping("/v1/shops/{shop}/orders")
        ResponseEntity<?> order(@PathVariable String shop, @RequestBody SampleController.Body body)
                throws InterruptedException {
            peer.ask();
            if (body.name().startsWith("later")) {
                return Problem.of(503, "peer-unavailable", "Come again.").answer();
            }
            var answer = keyed.answer(() -> {
                var id = things.add(body.name());
                if (body.name().startsWith("broken")) {
                    throw new IllegalStateException("after the effect, before its end");
                }
                return ResponseEntity.created(URI.create("/v1/things/" + id)).body(Map.of("id", id, "shop", shop));
            });
            if (body.name().startsWith("lost")) {
                throw new IllegalStateException("the answer is lost on its way out");
            }
            return answer;
        }
    }

    @RestController
    public static class SampleController {

        final AtomicInteger calls = new AtomicInteger();
        private final Things things;
        private final Cursors cursors;
        private final Peers peers;

        SampleController(Things things, Cursors cursors, Peers peers) {
            this.things = things;
            this.cursors = cursors;
            this.peers = peers;
        }

        record Body(@NotBlank @Size(max = 60) String name) {}

        @GetMapping("/v1/open")
        Map<String, String> open() {
            return Map.of("open", "yes");
        }

        @GetMapping("/v1/caller")
        Caller caller(Caller caller) {
            return caller;
        }

        @PostMapping("/v1/things")
        @PreAuthorize("hasAnyAuthority('department')")
        ResponseEntity<?> add(@jakarta.validation.Valid @RequestBody Body body) {
            calls.incrementAndGet();
            if (body.name().startsWith("refused")) {
                things.refuseAfterAdding(body.name());
            }
            if (body.name().startsWith("broken")) {
                things.add(body.name());
                throw new IllegalStateException("530199199001010019 is in the message");
            }
            long id = things.add(body.name());
            return ResponseEntity.created(URI.create("/v1/things/" + id)).body(Map.of("id", id));
        }

        @Reading
        @PostMapping("/v1/questions")
        Map<String, Integer> question(@RequestBody Body body) {
            return Map.of("calls", calls.incrementAndGet());
        }

        @GetMapping("/v1/things")
        Page<Long> list(PageRequest page, @RequestParam(defaultValue = "false") boolean ignored) {
            long after = cursors.read(page, Long.class).orElse(0L);
            return cursors.page(things.after(after, page.limitPlusOne()), page, id -> id);
        }

        @PutMapping("/v1/things/{id}")
        Map<String, UUID> change(
                @PathVariable UUID id, @RequestHeader(value = "If-Match", required = false) String ifMatch) {
            ETags.require(ifMatch, 3);
            return Map.of("id", id);
        }

        @GetMapping("/v1/peer")
        String peer() {
            return peers.named("identity-service")
                    .safely(http -> http.get().uri("/v1/anything").retrieve().body(String.class));
        }
    }
}

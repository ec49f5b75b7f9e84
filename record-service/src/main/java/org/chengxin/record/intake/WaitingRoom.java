package org.chengxin.record.intake;

import java.time.Duration;
import java.util.List;
import org.chengxin.record.ledger.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Calls in the events that wait for the public authority, with ever longer pauses, and forgets what is kept too long. */
@Component
class WaitingRoom {

    private static final Logger log = LoggerFactory.getLogger(WaitingRoom.class);
    private static final int AT_ONCE = 500;
    /** As long as the intake topics keep it. */
    private static final Duration REJECTIONS_KEPT = Duration.ofDays(7);

    private final WaitingEvents waitingEvents;
    private final Rejections rejections;
    private final IntakeEvents events;
    private final IntakeDoor door;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    WaitingRoom(
            WaitingEvents waitingEvents,
            Rejections rejections,
            IntakeEvents events,
            IntakeDoor door,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.waitingEvents = waitingEvents;
        this.rejections = rejections;
        this.events = events;
        this.door = door;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelayString = "${chengxin.record.waiting-room:PT1S}")
    void callIn() {
        try {
            while (callInOnce() >= AT_ONCE) {
                // the next full room
            }
        } catch (RuntimeException e) {
            // Nothing is lost: they are called again after their pause.
            log.warn("Waiting events stay where they are: {}", e.getClass().getName());
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forget() {
        transaction.executeWithoutResult(_ -> rejections.forgetContents(REJECTIONS_KEPT));
    }

    private int callInOnce() {
        var waiting = transaction.execute(_ -> waitingEvents.callIn(AT_ONCE, IntakeEvents.FIRST_PAUSE));
        events.takeAgain(waiting.stream().map(this::arrival).toList());
        return waiting.size();
    }

    private Arrival arrival(WaitingEvents.Waiting waiting) {
        var provider = Provider.ofCode(waiting.key().provider());
        return new Arrival(
                provider,
                waiting.key().eventId(),
                List.of(waiting.key().fingerprint()),
                waiting.type(),
                // Whoever waits has said which decision it is about.
                null,
                waiting::content,
                door.read(provider, waiting.type(), json.readTree(waiting.content())),
                waiting.receivedAt());
    }
}

package org.chengxin.record.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Has persons told, on the channels that they keep at identity-service, that there is a notice in their inbox. The message
 * says nothing else, and nothing hangs on it: the inbox decides when a window runs (N-4).
 */
@Component
class SendMessages {

    private static final Logger log = LoggerFactory.getLogger(SendMessages.class);

    /** As many as identity-service takes at once. */
    private static final int AT_ONCE = 50;

    /** Longer than an answer of identity-service takes. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Messages messages;
    private final Messenger messenger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore round = new Semaphore(1);

    SendMessages(Messages messages, Messenger messenger, PlatformTransactionManager transactions, Clock clock) {
        this.messages = messages;
        this.messenger = messenger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Begins a round unless one is under way, and does not wait for it: the clockwork has other work. */
    @Scheduled(fixedDelayString = "${chengxin.record.messages.every}")
    void beginRound() {
        if (messages.isOn() && round.tryAcquire()) {
            Thread.ofVirtual().name("messages").start(() -> {
                try {
                    while (sendSome() == AT_ONCE) {
                        // the next batch
                    }
                } catch (RuntimeException e) {
                    log.warn("Messages are sent later: {}", e.getClass().getName());
                } finally {
                    round.release();
                }
            });
        }
    }

    /** @return how many messages were tried */
    int sendSome() {
        var now = clock.instant();
        var due = transaction.execute(_ -> messages.take(AT_ONCE, now, now.plus(LEASE)));
        if (due.isEmpty()) {
            return 0;
        }
        try {
            var told = messenger.tell(due);
            transaction.executeWithoutResult(_ ->
                    due.forEach(message -> settle(message, told.getOrDefault(message.messageId(), List.of()))));
        } catch (PeerUnavailable | HttpClientErrorException away) {
            log.warn(
                    "identity-service sends no messages just now ({})",
                    away.getClass().getSimpleName());
            transaction.executeWithoutResult(_ -> due.forEach(this::again));
        }
        return due.size();
    }

    private void settle(Messages.Due message, List<Messenger.OnChannel> channels) {
        channels.forEach(channel -> messages.keep(message, channel.attempt(message.attempts())));
        if (channels.stream().anyMatch(Messenger.OnChannel::isOpen)) {
            again(message);
        } else {
            messages.settle(message);
        }
    }

    private void again(Messages.Due message) {
        Patience.USUAL
                .again(message.attempts(), clock.instant())
                .ifPresentOrElse(next -> messages.wait(message, next), () -> {
                    messages.giveUp(message);
                    messages.settle(message);
                });
    }
}

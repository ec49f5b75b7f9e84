package org.chengxin.identity.contact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Use case: persons are told on their channels that there is something to read. What was handed over once under an id is
 * answered with its proof and not sent again; what a crash hides is sent again under the same id, which its gateway knows.
 */
@Component
class TellPersons {

    /** Longer than whoever asks goes on asking. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final ContactPoints points;
    private final MessageChannels channels;
    private final SentMessages sent;
    private final String readAt;
    private final Duration budget;
    private final Clock clock;

    TellPersons(
            ContactPoints points,
            MessageChannels channels,
            SentMessages sent,
            @Value("${chengxin.identity.contact.read-at}") String readAt,
            @Value("${chengxin.identity.contact.budget}") Duration budget,
            Clock clock) {
        this.points = points;
        this.channels = channels;
        this.sent = sent;
        this.readAt = readAt;
        this.budget = budget;
        this.clock = clock;
    }

    /** Whom to tell, under an id that stays the same however often it is asked. */
    record Telling(UUID messageId, UUID subjectId) {}

    /** What became of it on each of the person's channels; on none where they keep no verified address. */
    record Told(UUID messageId, List<OnChannel> channels) {}

    /** @param at when it was handed over; else now */
    record OnChannel(Channel channel, Handover handover, Instant at) {}

    /** In the order of what was asked; when the time is over, the rest is for another time. */
    List<Told> tell(List<Telling> tellings) {
        var end = System.nanoTime() + budget.toNanos();
        var addresses =
                points.verified(tellings.stream().map(Telling::subjectId).toList());
        var told = new ArrayList<Told>(tellings.size());
        for (var telling : tellings) {
            var onChannels = new ArrayList<OnChannel>();
            for (var point : addresses.getOrDefault(telling.subjectId(), List.of())) {
                if (channels.isOn(point.address().channel())) {
                    onChannels.add(tell(telling.messageId(), point.address(), end));
                }
            }
            told.add(new Told(telling.messageId(), onChannels));
        }
        return told;
    }

    private OnChannel tell(UUID messageId, ContactAddress address, long end) {
        var channel = address.channel();
        var before = sent.find(messageId, channel);
        if (before.isPresent()) {
            return new OnChannel(
                    channel,
                    new Handover.Sent(before.get().proof()),
                    before.get().at());
        }
        var now = clock.instant();
        if (System.nanoTime() > end) {
            return new OnChannel(channel, new Handover.Later("busy"), now);
        }
        var handover = channels.send(address, Message.notice(messageId, readAt));
        if (handover instanceof Handover.Sent(var proof)) {
            sent.keep(messageId, channel, proof, now);
        }
        return new OnChannel(channel, handover, now);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void forget() {
        sent.forgetBefore(clock.instant().minus(KEPT));
    }
}

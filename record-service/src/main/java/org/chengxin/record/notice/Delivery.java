package org.chengxin.record.notice;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a notice fared on one way outside the inbox, with the proof of it (N-4).
 *
 * @param on the day of delivery, or on which it came back
 * @param proof number of the return receipt, of the file note: nothing about the person
 */
record Delivery(Channel channel, Outcome outcome, LocalDate on, String proof) {

    /** The ways outside the inbox. */
    enum Channel {
        POST,
        COUNTER,
        SMS,
        EMAIL
    }

    /** Whether it reached the person. */
    enum Outcome {
        DELIVERED,
        FAILED
    }

    /**
     * What all ways together mean.
     *
     * @param failed the person has not been told on any way: the record takes no effect
     * @param toldOn the day on which the person was told after a failure: the window to answer runs from then
     */
    record Sum(boolean failed, @Nullable LocalDate toldOn) {

        /** @param readOn the day on which the person opened the notice in the inbox */
        static Sum of(Collection<Delivery> deliveries, @Nullable LocalDate readOn) {
            if (deliveries.stream().noneMatch(delivery -> delivery.outcome() == Outcome.FAILED)) {
                return new Sum(false, null);
            }
            Optional<LocalDate> delivered = deliveries.stream()
                    .filter(delivery -> delivery.outcome() == Outcome.DELIVERED)
                    .map(Delivery::on)
                    .min(Comparator.naturalOrder());
            if (readOn != null && delivered.filter(day -> day.isBefore(readOn)).isEmpty()) {
                return new Sum(false, readOn);
            }
            return new Sum(delivered.isEmpty(), delivered.orElse(null));
        }
    }
}

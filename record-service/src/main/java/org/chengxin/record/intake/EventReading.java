package org.chengxin.record.intake;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What could be read of an intake event. */
sealed interface EventReading {

    /** @param id unique with its source, and with what it says */
    record Legible(String id, String source, String type, JsonNode data) implements EventReading {

        @Override
        public String toString() {
            return "Legible[" + id + "]";
        }
    }

    /**
     * @param id as far as that much can be read
     * @param reason what is wrong and how to mend it, without the content
     */
    record Illegible(@Nullable String id, String reason) implements EventReading {}
}

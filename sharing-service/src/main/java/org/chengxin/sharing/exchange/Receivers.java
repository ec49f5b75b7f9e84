package org.chengxin.sharing.exchange;

import java.util.Arrays;
import java.util.List;

/** Which feeds go to whom in a mode: {@code receiver:feed, receiver:feed}. */
record Receivers(List<Receiver> all) {

    /** One feed for one receiver. */
    record Receiver(String name, String feed) {}

    static Receivers of(String setting) {
        return new Receivers(Arrays.stream(setting.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> one.split(":", 2))
                .map(parts -> new Receiver(parts[0], parts[parts.length - 1]))
                .toList());
    }
}

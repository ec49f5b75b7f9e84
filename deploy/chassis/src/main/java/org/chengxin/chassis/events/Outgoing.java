package org.chengxin.chassis.events;

/**
 * An announcement on its way.
 *
 * @param key partition key; announcements with one key keep their order
 * @param type wire type such as {@code thing.changed.v1}
 * @param subject what it is about (CloudEvents {@code subject}); a pseudonymous id
 * @param data serialised as JSON, unless it is {@link Json} already
 */
public record Outgoing(String topic, String key, String type, String subject, Object data) {

    /** Data that are JSON text already. */
    public record Json(String text) {}
}

package org.chengxin.chassis.events;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** What a media type says about an event or its payload: names without regard to case, and JSON in UTF-8 or nothing. */
final class EventMediaType {

    private static final String EVENT = "application/cloudevents";
    private static final String EVENT_IN_JSON = EVENT + "+json";
    private static final String JSON = "application/json";

    private EventMediaType() {}

    /** Whether the message is an event in structured mode, in whichever format. */
    static boolean isOfEvent(String contentType) {
        return contentType.regionMatches(true, 0, EVENT, 0, EVENT.length());
    }

    /** @throws UnreadableEvent when it is an event in another format than JSON */
    static void requireEventInJson(String contentType) {
        if (contentType.equals(EVENT_IN_JSON)) {
            return;
        }
        var type = parsed("content-type", contentType);
        if (!type.getSubtype().equalsIgnoreCase("cloudevents+json")) {
            throw new UnreadableEvent(
                    "of structured events only application/cloudevents+json is read, one in a message");
        }
        requireUtf8("content-type", type);
    }

    /** @throws UnreadableEvent when the payload is said to be something else than JSON */
    static void requireJson(String datacontenttype) {
        if (datacontenttype.equals(JSON)) {
            return;
        }
        var type = parsed("datacontenttype", datacontenttype);
        var subtype = type.getSubtype();
        if (!subtype.equalsIgnoreCase("json") && !subtype.regionMatches(true, subtype.length() - 5, "+json", 0, 5)) {
            throw new UnreadableEvent("datacontenttype must be application/json");
        }
        requireUtf8("datacontenttype", type);
    }

    private static MimeType parsed(String name, String text) {
        try {
            return MimeTypeUtils.parseMimeType(text);
        } catch (InvalidMimeTypeException e) {
            throw new UnreadableEvent(name + " is not a media type");
        }
    }

    /** JSON between systems is UTF-8 (RFC 8259, section 8.1); whoever says otherwise is read otherwise by others. */
    private static void requireUtf8(String name, MimeType type) {
        Charset charset;
        try {
            charset = type.getCharset();
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent(name + " names a charset that is not UTF-8");
        }
        if (charset != null && !charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.US_ASCII)) {
            throw new UnreadableEvent(name + " names a charset that is not UTF-8");
        }
    }
}

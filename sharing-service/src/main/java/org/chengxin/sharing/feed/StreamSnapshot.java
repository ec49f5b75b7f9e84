package org.chengxin.sharing.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.HexFormat;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.sharing.access.BulkPull.Kind;
import org.chengxin.sharing.feed.FeedPages.Closed;
import org.chengxin.sharing.feed.FeedPages.Items;
import org.chengxin.sharing.feed.FeedPages.NotLogged;
import org.chengxin.sharing.feed.FeedPages.Request;
import org.chengxin.sharing.signing.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the state of a feed at a position, page by page, no transaction open while the client reads. While one page is
 * named, logged and written, the policy judges the next, so never more than two are in memory.
 *
 * <p>A record that changes meanwhile leaves the snapshot and stands behind its position, so the snapshot together with
 * the changes after its position is complete. The last line says how it ended, signed over what was sent.
 */
@Component
public class StreamSnapshot {

    /** As many documents or tokens as identity-service tells at once. */
    private static final int PAGE = 1_000;

    private static final byte END_OF_LINE = '\n';

    private final FeedPages pages;
    private final JsonMapper json;
    private final Seal seal;
    private final Clock clock;

    StreamSnapshot(FeedPages pages, JsonMapper json, Seal seal, Clock clock) {
        this.pages = pages;
        this.json = json;
        this.seal = seal;
        this.clock = clock;
    }

    /** @param mostBytes after how many bytes of items the part ends, to be continued */
    public record Wanted(String receiver, String feed, Kind kind, long position, long after, long mostBytes) {}

    /** How a part ended. */
    public enum End {
        /** Everything up to the position was sent. */
        END,
        /** There is more: ask again after {@code after}. */
        CONTINUE,
        /** It was broken off for the reason named; what was sent stands, ask again after {@code after}. */
        BROKEN
    }

    /** The last line of a part; {@code sha256} is over the bytes of its items, line by line. */
    @JsonPropertyOrder({"op", "feed", "position", "after", "items", "sha256", "reason", "signature"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trailer(
            End op,
            String feed,
            long position,
            long after,
            long items,
            String sha256,
            @Nullable String reason,
            @Nullable String signature) {}

    /** The last position given out. */
    public long head() {
        return pages.head();
    }

    /** Writes items and the trailer; {@code out} is flushed after each page. */
    public Trailer write(Wanted wanted, OutputStream out) throws IOException {
        var digest = Seal.digest();
        long after = wanted.after();
        long bytes = 0;
        long items = 0;
        End end = null;
        String reason = null;
        var first = new Request(wanted.receiver(), wanted.feed(), wanted.kind(), after, PAGE);
        try (var ahead = new ReadAhead(pages, clock, first, wanted.position())) {
            while (end == null) {
                FeedPages.Page one;
                try {
                    one = ahead.take().map(pages::give).orElseGet(Closed::new);
                } catch (PeerUnavailable e) {
                    end = End.BROKEN;
                    reason = "identity-service-unavailable";
                    break;
                }
                switch (one) {
                    case Closed() -> {
                        end = End.BROKEN;
                        reason = "no-agreement";
                    }
                    case NotLogged() -> {
                        end = End.BROKEN;
                        reason = "access-log-unavailable";
                    }
                    case Items(var page, var next) -> {
                        for (var item : page) {
                            byte[] line = json.writeValueAsBytes(item);
                            digest.update(line);
                            digest.update(END_OF_LINE);
                            out.write(line);
                            out.write(END_OF_LINE);
                            bytes += line.length + 1;
                            items++;
                        }
                        out.flush();
                        after = next;
                        if (after >= wanted.position()) {
                            end = End.END;
                        } else if (bytes >= wanted.mostBytes()) {
                            end = End.CONTINUE;
                        }
                    }
                }
            }
        }
        var trailer = signed(new Trailer(
                end,
                wanted.feed(),
                wanted.position(),
                after,
                items,
                HexFormat.of().formatHex(digest.digest()),
                reason,
                null));
        out.write((json.writeValueAsString(trailer) + "\n").getBytes(UTF_8));
        out.flush();
        return trailer;
    }

    /** The JWS carries the trailer without itself. */
    private Trailer signed(Trailer plain) {
        return new Trailer(
                plain.op(),
                plain.feed(),
                plain.position(),
                plain.after(),
                plain.items(),
                plain.sha256(),
                plain.reason(),
                seal.jws(json.writeValueAsBytes(plain)));
    }
}

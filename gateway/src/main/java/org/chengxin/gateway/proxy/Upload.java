package org.chengxin.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.OutputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request on its way to a service.
 *
 * <p>Small bodies are read whole. All others are pumped by a thread of their own, because a service that answers a
 * stream line by line stops reading when nobody takes its answer: both directions have to move at the same time.
 */
final class Upload {

    private static final int SMALL = 64 * 1024;

    private final HttpServletRequest from;
    private final long limit;
    private final long declared;
    private byte @Nullable [] whole;

    Upload(HttpServletRequest from, long limit) {
        this.from = from;
        this.limit = limit;
        this.declared = from.getContentLengthLong();
    }

    boolean isEmpty() {
        return declared == 0 || (declared < 0 && from.getHeader("Transfer-Encoding") == null);
    }

    boolean isTooLarge() {
        return declared > limit;
    }

    /** Whether the body can be given a second time. */
    boolean isRepeatable() {
        return isEmpty() || isSmall();
    }

    private boolean isSmall() {
        return declared >= 0 && declared <= SMALL;
    }

    /** Gives the body to the upstream request; the answer may arrive before {@link Pump#finish()}. */
    Pump into(Request upstream) throws IOException {
        var type = from.getContentType() == null ? "application/octet-stream" : from.getContentType();
        if (isSmall()) {
            var bytes = whole == null ? from.getInputStream().readNBytes((int) declared) : whole;
            if (bytes.length < declared) {
                throw new ClientGone(null);
            }
            whole = bytes;
            upstream.body(new BytesRequestContent(type, bytes));
            return new Pump(null);
        }
        var content = new OutputStreamRequestContent(type) {
            @Override
            public long getLength() {
                return declared;
            }
        };
        upstream.body(content);
        return new Pump(() -> copy(content, upstream));
    }

    private void copy(OutputStreamRequestContent content, Request upstream) {
        try (var to = content.getOutputStream()) {
            copy(from.getInputStream(), to);
        } catch (TooLarge | ClientGone fault) {
            var _ = upstream.abort(fault);
        } catch (IOException fault) {
            // The service has stopped reading, and its answer says why; if there is none, the exchange ends with this.
            content.fail(fault);
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[16 * 1024];
        long total = 0;
        while (true) {
            int read;
            try {
                read = in.read(buffer);
            } catch (IOException fault) {
                throw new ClientGone(fault);
            }
            if (read < 0) {
                return;
            }
            total += read;
            if (total > limit) {
                throw new TooLarge();
            }
            out.write(buffer, 0, read);
            if (in.available() == 0) {
                // Whoever sends line by line wants each line to arrive.
                out.flush();
            }
        }
    }

    /** The copying of one body; to be finished before the request is given back to the container. */
    static final class Pump {

        private final @Nullable Runnable work;
        private @Nullable Thread thread;

        Pump(@Nullable Runnable work) {
            this.work = work;
        }

        void start() {
            if (work != null) {
                thread = Thread.ofVirtual().name("upload").start(work);
            }
        }

        /** Waits until nobody reads the client's request any more; bounded by the container's read timeout. */
        void finish() {
            if (thread == null) {
                return;
            }
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The body is larger than it may be. */
    static final class TooLarge extends IOException {
        TooLarge() {
            super("body too large");
        }
    }

    /** The client stopped sending in the middle. */
    static final class ClientGone extends IOException {
        ClientGone(@Nullable Throwable cause) {
            super("client gone", cause);
        }
    }
}

package org.chengxin.chassis.idempotency;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A request with a key, on its way.
 *
 * @param hash of address and body: tells whether another request with the key asks the same
 */
record Exchange(
        String caller,
        String key,
        byte[] hash,
        HttpServletRequest request,
        ContentCachingResponseWrapper response,
        Work work) {

    /** What the handler does, its refusals answered. */
    interface Work {

        void run(HttpServletRequest request, ContentCachingResponseWrapper response)
                throws IOException, ServletException;
    }

    void proceed() throws IOException, ServletException {
        work.run(request, response);
    }
}

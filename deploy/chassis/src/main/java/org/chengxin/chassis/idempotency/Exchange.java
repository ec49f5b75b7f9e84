package org.chengxin.chassis.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A request with a key, on its way.
 *
 * @param hash of path and body: tells whether another request with the key asks the same
 */
record Exchange(
        String caller,
        String key,
        byte[] hash,
        HttpServletRequest request,
        ContentCachingResponseWrapper response,
        FilterChain chain) {

    void proceed() throws IOException, ServletException {
        chain.doFilter(request, response);
    }
}

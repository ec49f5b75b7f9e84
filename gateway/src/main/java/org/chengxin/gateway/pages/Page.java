package org.chengxin.gateway.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.chengxin.gateway.problem.Problem;
import org.chengxin.gateway.problem.Problems;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;

/** One HTML page. Everything it needs comes from the gateway itself; scripts and styles in the page do not run. */
final class Page implements HttpRequestHandler {

    /** The documentation's view sets styles of single elements; it gets that and nothing else on top. */
    private static final String ONLY_FROM_HERE =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final byte[] html;

    Page(String name) {
        try {
            this.html = new ClassPathResource("pages/" + name).getContentAsByteArray();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
            Problems.answer(response, Problem.of(405, "method-not-allowed", "This is a page; it can only be read."));
            return;
        }
        response.setHeader("Content-Security-Policy", ONLY_FROM_HERE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }
}

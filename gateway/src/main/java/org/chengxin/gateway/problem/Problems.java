package org.chengxin.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems as {@code application/problem+json}. */
public final class Problems {

    private Problems() {}

    /** Answers with the problem; headers that were set before stay. */
    public static void answer(HttpServletResponse response, Problem problem) throws IOException {
        var status = HttpStatus.resolve(problem.status());
        var members = new LinkedHashMap<String, Object>();
        members.put("type", "urn:chengxin:problem:" + problem.slug());
        members.put("title", status == null ? "Error" : status.getReasonPhrase());
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        members.putAll(problem.facts());
        var body = JsonMapper.shared().writeValueAsBytes(members);

        response.resetBuffer();
        response.setStatus(problem.status());
        response.setHeader(HttpHeaders.CONTENT_ENCODING, null);
        response.setHeader(HttpHeaders.ETAG, null);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        if (problem.retryAfter() != null) {
            // Whole seconds, rounded up: a client that waits as told is not refused again.
            var seconds = Math.max(1, (problem.retryAfter().toMillis() + 999) / 1000);
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}

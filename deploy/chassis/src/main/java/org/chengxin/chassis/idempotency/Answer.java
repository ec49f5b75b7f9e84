package org.chengxin.chassis.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/** What is kept under a key: as much of an answer as its repetition needs. */
record Answer(int status, Map<String, String> headers, byte[] body) {

    private static final List<String> HEADERS =
            List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.CONTENT_TYPE);

    /** An answer that has been written. */
    static Answer of(ContentCachingResponseWrapper response) {
        return new Answer(response.getStatus(), headers(response::getHeader), response.getContentAsByteArray());
    }

    /** An answer that is about to be written. */
    static Answer of(ResponseEntity<?> entity, JsonMapper json) {
        var headers = headers(entity.getHeaders()::getFirst);
        byte[] body = new byte[0];
        if (entity.getBody() != null) {
            headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
            body = json.writeValueAsBytes(entity.getBody());
        }
        return new Answer(entity.getStatusCode().value(), headers, body);
    }

    /** Whether it is the last word: a fault of ours, or too much at the moment, may end otherwise the next time. */
    boolean isFinal() {
        return status < 500 && status != 429;
    }

    void writeTo(HttpServletResponse response) throws java.io.IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.getOutputStream().write(body);
    }

    private static Map<String, String> headers(Function<String, @Nullable String> source) {
        var kept = new LinkedHashMap<String, String>();
        for (var name : HEADERS) {
            var value = source.apply(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }
}

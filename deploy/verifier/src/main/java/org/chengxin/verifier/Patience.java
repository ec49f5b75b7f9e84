package org.chengxin.verifier;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * How long is waited for one answer of a server that asks to come again (429, 503): as long as it says (RFC 9110,
 * Retry-After), a second and then twice as long each time where it says nothing, and never more than the limit in all.
 *
 * @param pause how time passes
 */
record Patience(Duration limit, Clock clock, Pause pause) {

    private static final Duration FIRST = Duration.ofSeconds(1);

    /** Lets time pass. */
    interface Pause {
        void of(Duration length) throws InterruptedException;
    }

    /** For a log that lets unknown callers read a few tiles each second. */
    static Patience ofFiveMinutes() {
        return new Patience(Duration.ofMinutes(5), Clock.systemUTC(), Thread::sleep);
    }

    /** Asks for an answer. */
    interface Request {
        HttpResponse<byte[]> send() throws IOException, InterruptedException;
    }

    /**
     * @return the first answer that does not ask to come again, or the last one that does when the limit is reached
     */
    HttpResponse<byte[]> answer(Request request) throws IOException, InterruptedException {
        var waited = Duration.ZERO;
        var own = FIRST;
        while (true) {
            var answer = request.send();
            if (answer.statusCode() != 429 && answer.statusCode() != 503) {
                return answer;
            }
            var length = asked(answer, own);
            if (length.compareTo(limit.minus(waited)) > 0) {
                return answer;
            }
            pause.of(length);
            waited = waited.plus(length);
            own = own.multipliedBy(2);
        }
    }

    /** A server that says "at once" is still given the time that we would have given it. */
    private Duration asked(HttpResponse<?> answer, Duration own) {
        var header = answer.headers().firstValue("Retry-After").orElse("");
        try {
            var said = header.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(header))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return said.isPositive() ? said : own;
        } catch (NumberFormatException | DateTimeException e) {
            return own;
        }
    }
}

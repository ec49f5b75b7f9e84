package org.chengxin.identity.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.chengxin.identity.contact.VerificationCode.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationCodeTest {

    static final Instant SENT = Instant.parse("2026-11-22T02:00:00Z");

    @ParameterizedTest(name = "{0} after {1} s and {2} wrong ones is {3}")
    @CsvSource({
        "000042, 0, 0, RIGHT",
        "000042, 599, 4, RIGHT",
        "000043, 0, 0, WRONG",
        "42, 0, 0, WRONG",
        "000042, 600, 0, SPENT",
        "000042, 0, 5, SPENT",
        "000043, 0, 5, SPENT"
    })
    void aCodeTakesTenMinutesAndFiveGuesses(String given, long seconds, int wrong, Check check) {
        var code = new VerificationCode("000042", SENT.plus(VerificationCode.VALID), wrong);

        assertThat(code.check(given, SENT.plusSeconds(seconds))).isEqualTo(check);
    }

    @Test
    void aCodeHasSixDigitsAndIsNotToldByAccident() {
        var code = VerificationCode.next(RandomGenerator.of("L64X128MixRandom"), SENT);

        assertThat(code.digits()).matches("[0-9]{6}");
        assertThat(code.toString()).doesNotContain(code.digits());
        assertThat(Message.code(java.util.UUID.randomUUID(), code).toString()).doesNotContain(code.digits());
    }
}

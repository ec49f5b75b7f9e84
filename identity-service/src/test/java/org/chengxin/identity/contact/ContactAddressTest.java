package org.chengxin.identity.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactAddressTest {

    @ParameterizedTest(name = "{0} {1} is kept as {2}")
    @CsvSource({
        "SMS, 13800138000, +8613800138000",
        "SMS, +86 138 0013 8000, +8613800138000",
        "SMS, 0086-138-0013-8000, +8613800138000",
        "SMS, １３８００１３８０００, +8613800138000",
        "EMAIL, Wang.Test@Example.ORG, Wang.Test@example.org",
        "EMAIL, ' wang+x@mail.example.com ', wang+x@mail.example.com"
    })
    void anAddressIsKeptInOneForm(Channel channel, String typed, String kept) {
        assertThat(ContactAddress.read(channel, typed)).contains(new ContactAddress(channel, kept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10086", "+15550100000", "12345678901", "138001380000", "1380013800x", "1３8"})
    void whatIsNoMobileNumberIsNone(String typed) {
        assertThat(ContactAddress.read(Channel.SMS, typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wang",
                "wang@",
                "@example.org",
                "wang@example",
                "a@b.org,c@d.org",
                "a@b.org\r\nBcc: c@d.org",
                "\"a b\"@example.org",
                "a..b@example.org",
                "wang@-x.org",
                "王@example.org",
                "<wang@example.org>"
            })
    void whatIsNoMailAddressIsNone(String typed) {
        assertThat(ContactAddress.read(Channel.EMAIL, typed)).isEmpty();
    }

    @Test
    void anAddressIsNotToldByAccident() {
        assertThat(new ContactAddress(Channel.SMS, "+8613800138000").toString()).doesNotContain("138");
    }
}

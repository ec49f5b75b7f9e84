package org.chengxin.identity.contact;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mobile number or an e-mail address, in the one form in which it is kept.
 *
 * @param text {@code +86} and eleven digits, or an address of ASCII characters whose domain is in lower case
 */
record ContactAddress(Channel channel, String text) {

    private static final int LONGEST = 254;

    /** Mainland mobile numbers: the only ones that are verified by real name. */
    private static final Pattern MOBILE = Pattern.compile("(?:\\+86|0086)?(1[3-9][0-9]{9})");

    /** No quoted local parts and no comments: nothing that a mail server might take for more than one address. */
    private static final Pattern EMAIL = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})@"
            + "((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63})");

    /** @return empty for what is no address of this channel */
    static Optional<ContactAddress> read(Channel channel, String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        return switch (channel) {
            case SMS -> {
                var mobile = MOBILE.matcher(text.replace(" ", "").replace("-", ""));
                yield mobile.matches()
                        ? Optional.of(new ContactAddress(channel, "+86" + mobile.group(1)))
                        : Optional.empty();
            }
            case EMAIL -> {
                var mail = EMAIL.matcher(text);
                yield mail.matches() && text.length() <= LONGEST && !text.contains("..")
                        ? Optional.of(new ContactAddress(
                                channel, mail.group(1) + "@" + mail.group(2).toLowerCase(Locale.ROOT)))
                        : Optional.empty();
            }
        };
    }

    /** Without the address: this may stand in an error or a log. */
    @Override
    public String toString() {
        return "ContactAddress[" + channel + "]";
    }
}

package org.chengxin.identity.document;

import java.util.Optional;
import java.util.Set;

/** The unified social credit code of an organisation (USCC, GB 32100-2015), well formed. */
public record SocialCreditCode(String code) {

    /** Beside the provinces: registered at national level, and the three regions. */
    private static final Set<String> MORE_DIVISIONS = Set.of("10", "71", "81", "82");

    /** The defect for which the code is refused, empty when it is well formed (rule D-7). */
    public static Optional<DocumentDefect> defectOf(String typed) {
        var code = NumberText.of(typed);
        if (code.length() != 18) {
            return Optional.of(DocumentDefect.LENGTH);
        }
        if (!code.text().chars().allMatch(character -> CheckCharacters.ALPHABET_31.indexOf(character) >= 0)) {
            return Optional.of(DocumentDefect.CHARSET);
        }
        var divisionIsDigits = code.part(2, 8).chars().allMatch(character -> character >= '0' && character <= '9');
        if (!divisionIsDigits || !(code.hasProvinceAt(2) || MORE_DIVISIONS.contains(code.part(2, 4)))) {
            return Optional.of(DocumentDefect.DIVISION);
        }
        return CheckCharacters.mod31(code.text()) == code.text().charAt(17)
                ? Optional.empty()
                : Optional.of(DocumentDefect.CHECK);
    }

    /** The code in canonical form, empty when it is not well formed. */
    public static Optional<SocialCreditCode> of(String typed) {
        return defectOf(typed).isPresent()
                ? Optional.empty()
                : Optional.of(new SocialCreditCode(NumberText.of(typed).text()));
    }
}

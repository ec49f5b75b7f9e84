package org.chengxin.identity.document;

import java.util.Arrays;
import java.util.Optional;

/** The identity documents of natural persons that the platform accepts (contract, document types). */
public enum DocumentType {
    /** Resident identity card, GB 11643: 18 characters, or the 15 digits of the first generation. */
    RESIDENT_ID,
    /** Foreigner's permanent resident ID card: 18 characters since 2023-12-01, 15 before. */
    FOREIGN_PERMANENT_RESIDENCE,
    /** Residence permit of Hong Kong, Macao and Taiwan residents, 18 characters. */
    HKMT_RESIDENCE;

    /** The type with this code, empty when the platform knows no such document. */
    public static Optional<DocumentType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.name().equals(code)).findFirst();
    }
}

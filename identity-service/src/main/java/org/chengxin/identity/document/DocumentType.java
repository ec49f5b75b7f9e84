package org.chengxin.identity.document;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The identity documents of natural persons that the platform accepts (contract, document types). */
public enum DocumentType {
    /** Resident identity card, GB 11643: 18 characters, or the 15 digits of the first generation. */
    RESIDENT_ID,
    /** Foreigner's permanent resident ID card: 18 characters since 2023-12-01, 15 before. */
    FOREIGN_PERMANENT_RESIDENCE,
    /** Residence permit of Hong Kong, Macao and Taiwan residents, 18 characters. */
    HKMT_RESIDENCE;

    private static final Map<String, DocumentType> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DocumentType::name, type -> type));

    /** The type with this code, empty when the platform knows no such document. */
    public static Optional<DocumentType> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}

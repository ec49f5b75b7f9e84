package org.chengxin.sharing.query;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.sharing.agreements.Purpose;
import org.chengxin.sharing.persons.NamedDocument;
import org.jspecify.annotations.Nullable;

/** One person, one purpose, one matter. */
record QueryRequest(
        @NotNull @Valid SubjectRequest subject,

        @Schema(example = "ADMINISTRATIVE_PERMIT") @NotBlank @Size(max = 40)
        String purpose,

        @Schema(description = "Required", example = "2026-KM-0001") @Size(max = 64) @Nullable
        String matterNumber,

        @Schema(description = "Who asks within the organisation; a number, not a name") @Valid @Nullable
        StaffRequest staff,

        @Schema(description = "Sets the regions of the agreement aside; always reviewed, shown to the person")
        @Valid
        @Nullable
        BreakGlassRequest breakGlass,

        @Schema(description = "Approved by two officers of a whitelisted department: the person sees the look later")
        @Nullable
        UUID concealment,

        @Schema(description = "Do not ask other regions; what one region asks another always says so") @Nullable
        Boolean onlyHere,

        @Schema(description = "The one-time code that the person handed over") @Size(max = 32) @Nullable
        String consentCode) {

    /** Only of a request without a flaw; the lines of a batch are put to nobody else. */
    Question toQuestion(Caller caller, boolean batch) {
        return new Question(
                caller.name(),
                caller.is("agency"),
                subject.toDocument(),
                Purpose.of(purpose).orElseThrow(),
                Objects.requireNonNull(matterNumber).strip(),
                staff == null ? null : staff.number(),
                staff != null && subject.name().strip().equals(staff.name()),
                breakGlass == null
                        ? null
                        : new BreakGlass(
                                breakGlass.reason(), breakGlass.explanation().strip()),
                consentCode,
                concealment,
                caller.department(),
                batch || Boolean.TRUE.equals(onlyHere));
    }

    /** Without content, so that no log line can carry it. */
    @Override
    public String toString() {
        return "QueryRequest[…]";
    }

    /** The officer: the number is kept, the name only compared with the person's and forgotten. */
    record StaffRequest(
            @Pattern(regexp = "[A-Za-z0-9-]{1,32}") @NotNull String number,
            @Size(max = 100) @Nullable String name) {

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "StaffRequest[…]";
        }
    }

    /** The named reason of an emergency. */
    record BreakGlassRequest(
            BreakGlass.@NotNull Reason reason,
            @NotBlank @Size(min = 10, max = 500) String explanation) {}

    /** The person asked about. */
    record SubjectRequest(
            @NotBlank @Size(max = 32) String documentType,
            @NotBlank @Size(max = 32) String documentNumber,
            @NotBlank @Size(max = 100) String name) {

        NamedDocument toDocument() {
            return new NamedDocument(documentType, documentNumber, name);
        }

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "SubjectRequest[…]";
        }
    }
}

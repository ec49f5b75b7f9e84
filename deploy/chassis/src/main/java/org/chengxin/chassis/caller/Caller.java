package org.chengxin.chassis.caller;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who calls, as the token says it. A controller method takes it as a parameter.
 *
 * @param name client id of a service account, else the user name; what a log of accesses shows
 * @param roles the flat list of the claim {@code roles}
 * @param department code of the department that the caller acts for
 * @param division code of the division that the caller acts for
 * @param subjectId the person, when a person calls about themselves
 */
public record Caller(
        String name,
        Set<String> roles,
        @Nullable String department,
        @Nullable String division,
        @Nullable UUID subjectId) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Reads the claims; a token without {@code client_id} belongs to a user. */
    public static Caller of(Jwt token) {
        List<String> roles = token.getClaimAsStringList("roles");
        return new Caller(
                name(token),
                roles == null ? Set.of() : Set.copyOf(roles),
                token.getClaimAsString("department"),
                token.getClaimAsString("division"),
                subject(token.getClaimAsString("subject_id")));
    }

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** @throws org.chengxin.chassis.problem.Refusal 403 when the token names no person */
    public UUID requireSubject() {
        if (subjectId == null) {
            throw Problem.forbidden(
                            "subject-missing", "The token is not bound to a person; sign in with a bound account.")
                    .refusal();
        }
        return subjectId;
    }

    /** @throws org.chengxin.chassis.problem.Refusal 403 when the token names no department */
    public String requireDepartment() {
        if (department == null) {
            throw Problem.forbidden("department-missing", "The token names no department; use a department's client.")
                    .refusal();
        }
        return department;
    }

    private static String name(Jwt token) {
        for (String claim : List.of("client_id", "preferred_username")) {
            String value = token.getClaimAsString(claim);
            if (value != null) {
                return value;
            }
        }
        String subject = token.getSubject();
        return subject == null ? "unnamed" : subject;
    }

    private static @Nullable UUID subject(@Nullable String claim) {
        if (claim == null) {
            return null;
        }
        try {
            return UUID.fromString(claim);
        } catch (IllegalArgumentException e) {
            throw Problem.forbidden("subject-missing", "The token's subject_id is not a subject id.")
                    .refusal();
        }
    }
}

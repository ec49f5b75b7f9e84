package org.chengxin.testkit;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Tokens of every caller that the contract knows, and of some that it does not. */
public class Tokens {

    private static final long MINUTES = 15 * 60;

    public String department(String code) {
        return of(Map.of(
                "client_id",
                "dept-" + name(code),
                "roles",
                List.of("department"),
                "department",
                code,
                "division",
                "530000"));
    }

    public String prefecture(String division) {
        return of(Map.of("client_id", "prefecture-" + division, "roles", List.of("prefecture"), "division", division));
    }

    public String national() {
        return of(Map.of("client_id", "national-platform", "roles", List.of("national")));
    }

    public String agency() {
        return of(Map.of("client_id", "agency-demo-bank", "roles", List.of("agency")));
    }

    public String service(String name) {
        return of(Map.of("client_id", name, "roles", List.of("service")));
    }

    public String citizen(UUID subjectId) {
        return of(Map.of(
                "preferred_username", "citizen-1", "roles", List.of("citizen"), "subject_id", subjectId.toString()));
    }

    public String officer(String department) {
        return of(Map.of(
                "preferred_username",
                "officer-" + name(department),
                "roles",
                List.of("officer"),
                "department",
                department,
                "division",
                "530000"));
    }

    public String reviewer(String name) {
        return of(Map.of("preferred_username", name, "roles", List.of("reviewer")));
    }

    public String catalogAdmin(String name) {
        return of(Map.of("preferred_username", name, "roles", List.of("catalog-admin")));
    }

    public String auditor() {
        return of(Map.of("preferred_username", "auditor-1", "roles", List.of("auditor")));
    }

    /** A good token with these claims. */
    public String of(Map<String, Object> claims) {
        return Issuer.ours().sign(claims, MINUTES);
    }

    public String expired() {
        return Issuer.ours().sign(Map.of("client_id", "dept-prov-state-tax", "roles", List.of("department")), -120);
    }

    /** Signed by a stranger who claims to be our issuer. */
    public String foreignIssuer() {
        return new Issuer().sign(Map.of("iss", Issuer.ours().address(), "roles", List.of("department")), MINUTES);
    }

    /** Meant for somebody else. */
    public String otherAudience() {
        return of(Map.of("aud", List.of("account"), "roles", List.of("department")));
    }

    /** {@code alg=none}. */
    public String unsigned() {
        return new PlainJWT(new JWTClaimsSet.Builder()
                        .issuer(Issuer.ours().address())
                        .audience("chengxin")
                        .expirationTime(new Date(System.currentTimeMillis() + MINUTES * 1000))
                        .claim("roles", List.of("department"))
                        .build())
                .serialize();
    }

    private static String name(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

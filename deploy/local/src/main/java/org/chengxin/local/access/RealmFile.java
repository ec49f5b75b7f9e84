package org.chengxin.local.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The realm {@code chengxin} as Keycloak imports it: every participant, and tokens that carry exactly the claims of the
 * contract (flat {@code roles}, {@code department}, {@code division}, {@code subject_id}, audience {@code chengxin}).
 */
public final class RealmFile {

    public static final String REALM = "chengxin";

    /** The public client through which the persons of local mode may sign in with a password. */
    public static final String CLI = "chengxin-cli";

    /** Client that stands for the platform's interface: the audience of every token and the owner of the roles. */
    private static final String AUDIENCE = "chengxin";

    private static final String CITIZENS_GROUP = "citizens";

    /** The one service that makes and closes accounts of persons. */
    private static final String OPENS_ACCOUNTS = "identity-service";

    /** Scope that every client carries by default. */
    private static final String SCOPE = "chengxin";

    private static final int ACCESS_TOKEN_SECONDS = 15 * 60;

    private static final List<String> ATTRIBUTES = List.of("department", "division", "subject_id");

    /** The same participants give the same text. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private RealmFile() {}

    public static String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(realm());
    }

    private static Map<String, Object> realm() {
        List<Participant> participants = Participant.all();
        Map<String, Object> realm = new LinkedHashMap<>();
        realm.put("realm", REALM);
        realm.put("displayName", "诚信 Chengxin (local mode)");
        realm.put("enabled", true);
        realm.put("sslRequired", "none");
        realm.put("accessTokenLifespan", ACCESS_TOKEN_SECONDS);
        realm.put("registrationAllowed", false);
        realm.put("bruteForceProtected", false);
        // Local passwords are public knowledge: a costly hash would only slow down import and sign-in.
        realm.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha512) and hashIterations(1000)");
        realm.put("roles", roles(participants));
        realm.put("defaultRole", Map.of("name", "default-roles-" + REALM, "composite", false));
        realm.put("clientScopes", List.of(scope()));
        realm.put("defaultDefaultClientScopes", List.of(SCOPE));
        realm.put("clients", clients(participants));
        realm.put("groups", List.of(citizens()));
        realm.put("users", participants.stream().map(RealmFile::account).toList());
        realm.put("components", Map.of("org.keycloak.userprofile.UserProfileProvider", List.of(userProfile())));
        return realm;
    }

    private static Map<String, Object> roles(List<Participant> participants) {
        List<Map<String, String>> names = participants.stream()
                .map(Participant::role)
                .distinct()
                .map(role -> Map.of("name", role))
                .toList();
        return Map.of("realm", List.of(), "client", Map.of(AUDIENCE, names));
    }

    /** Who opens an account joins it: so identity-service may make citizens, and no other kind of account. */
    private static Map<String, Object> citizens() {
        return Map.of("name", CITIZENS_GROUP, "clientRoles", Map.of(AUDIENCE, List.of("citizen")));
    }

    private static Map<String, Object> scope() {
        List<Map<String, Object>> mappers = new ArrayList<>();
        mappers.add(mapper("sub", "oidc-sub-mapper", Map.of()));
        mappers.add(mapper("audience", "oidc-audience-mapper", Map.of("included.custom.audience", AUDIENCE)));
        mappers.add(mapper(
                "roles",
                "oidc-usermodel-client-role-mapper",
                Map.of(
                        "usermodel.clientRoleMapping.clientId",
                        AUDIENCE,
                        "claim.name",
                        "roles",
                        "multivalued",
                        "true",
                        "jsonType.label",
                        "String")));
        // The broker knows a client by this claim; a service account's own user id is a random one.
        mappers.add(mapper(
                "client_id",
                "oidc-usersessionmodel-note-mapper",
                Map.of("user.session.note", "client_id", "claim.name", "client_id", "jsonType.label", "String")));
        mappers.add(mapper(
                "preferred_username",
                "oidc-usermodel-attribute-mapper",
                Map.of("user.attribute", "username", "claim.name", "preferred_username", "jsonType.label", "String")));
        for (String attribute : ATTRIBUTES) {
            mappers.add(mapper(
                    attribute,
                    "oidc-usermodel-attribute-mapper",
                    Map.of("user.attribute", attribute, "claim.name", attribute, "jsonType.label", "String")));
        }
        return Map.of(
                "name",
                SCOPE,
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", "true", "display.on.consent.screen", "false"),
                "protocolMappers",
                mappers);
    }

    private static Map<String, Object> mapper(String name, String type, Map<String, String> settings) {
        Map<String, String> config = new LinkedHashMap<>(settings);
        config.put("access.token.claim", "true");
        config.put("introspection.token.claim", "true");
        config.put("id.token.claim", "false");
        config.put("userinfo.token.claim", "false");
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", type, "config", config);
    }

    private static List<Map<String, Object>> clients(List<Participant> participants) {
        Map<String, Object> audience = client(AUDIENCE);
        audience.put("bearerOnly", true);
        Map<String, Object> cli = client(CLI);
        cli.put("publicClient", true);
        cli.put("directAccessGrantsEnabled", true);
        return Stream.concat(
                        Stream.of(audience, cli),
                        participants.stream()
                                .filter(participant -> participant.kind() == Participant.Kind.CLIENT)
                                .map(participant -> machine(participant.name())))
                .toList();
    }

    private static Map<String, Object> machine(String clientId) {
        Map<String, Object> client = client(clientId);
        client.put("publicClient", false);
        client.put("clientAuthenticatorType", "client-secret");
        client.put("secret", LocalSecrets.ofClient(clientId));
        client.put("serviceAccountsEnabled", true);
        return client;
    }

    private static Map<String, Object> client(String clientId) {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("clientId", clientId);
        client.put("enabled", true);
        client.put("protocol", "openid-connect");
        client.put("standardFlowEnabled", false);
        client.put("implicitFlowEnabled", false);
        client.put("directAccessGrantsEnabled", false);
        client.put("fullScopeAllowed", true);
        client.put("defaultClientScopes", List.of(SCOPE));
        client.put("optionalClientScopes", List.of());
        return client;
    }

    private static Map<String, Object> account(Participant participant) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("enabled", true);
        Map<String, List<String>> roles = new LinkedHashMap<>();
        roles.put(AUDIENCE, List.of(participant.role()));
        if (participant.name().equals(OPENS_ACCOUNTS)) {
            roles.put("realm-management", List.of("manage-users"));
        }
        account.put("clientRoles", roles);
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        participant.claims().forEach((claim, value) -> attributes.put(claim, List.of(value)));
        account.put("attributes", attributes);
        switch (participant.kind()) {
            case CLIENT -> {
                account.put("username", "service-account-" + participant.name());
                account.put("serviceAccountClientId", participant.name());
            }
            case USER -> {
                account.put("username", participant.name());
                account.put(
                        "credentials",
                        List.of(Map.of("type", "password", "value", LocalSecrets.ofUser(participant.name()))));
            }
        }
        return account;
    }

    /** No mail address, no first and last name: the platform keeps names in identity-service alone. */
    private static Map<String, Object> userProfile() {
        List<Map<String, Object>> attributes = new ArrayList<>();
        attributes.add(Map.of(
                "name", "username", "permissions", Map.of("view", List.of("admin", "user"), "edit", List.of("admin"))));
        // Keycloak insists on an attribute for mail; nobody has to fill it.
        for (String attribute :
                Stream.concat(Stream.of("email"), ATTRIBUTES.stream()).toList()) {
            attributes.add(Map.of(
                    "name", attribute, "permissions", Map.of("view", List.of("admin"), "edit", List.of("admin"))));
        }
        String profile = JSON.writeValueAsString(Map.of("attributes", attributes));
        return Map.of(
                "providerId", "declarative-user-profile", "config", Map.of("kc.user.profile.config", List.of(profile)));
    }
}

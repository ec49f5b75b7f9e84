package org.chengxin.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RealmFileTest {

    private final JsonNode realm = JsonMapper.builder().build().readTree(RealmFile.json());

    @Test
    void everyDepartmentWithASystemOfItsOwnHasAClientAndAnOfficer() {
        var departments = Department.all();

        assertThat(departments).hasSize(27).extracting(Department::code).contains("PROV_STATE_TAX", "PROV_HIGH_COURT");
        assertThat(clientIds())
                .containsAll(departments.stream().map(Department::clientId).toList());
        assertThat(userNames())
                .containsAll(departments.stream().map(Department::officer).toList());
        assertThat(clientIds()).contains("dept-prov-state-tax");
        assertThat(userNames()).contains("officer-prov-state-tax");
    }

    @Test
    void collectivesAndIssuersHaveNone() {
        assertThat(clientIds())
                .doesNotContain("dept-gov-all-levels", "dept-pref-govs", "dept-sector-regulators", "dept-yn-gov");
    }

    @Test
    void theRoleTableIsComplete() {
        assertThat(clientIds())
                .contains("national-platform", "agency-demo-bank", "chengxin-cli", "prefecture-530100")
                .containsAll(Participant.SERVICES);
        assertThat(clientIds().stream().filter(id -> id.startsWith("prefecture-")))
                .hasSize(16);
        assertThat(userNames())
                .contains("citizen-1", "citizen-20", "reviewer-1", "reviewer-2", "catalog-admin-2", "auditor-1")
                .doesNotContain("citizen-21");
    }

    @Test
    void aServiceAccountCarriesItsRoleAndItsDepartment() {
        var account = user("service-account-dept-prov-state-tax");

        assertThat(account.path("serviceAccountClientId").asString()).isEqualTo("dept-prov-state-tax");
        assertThat(account.at("/clientRoles/chengxin/0").asString()).isEqualTo("department");
        assertThat(account.at("/attributes/department/0").asString()).isEqualTo("PROV_STATE_TAX");
        assertThat(account.at("/attributes/division/0").asString()).isEqualTo("530000");
        assertThat(user("service-account-prefecture-532900")
                        .at("/attributes/division/0")
                        .asString())
                .isEqualTo("532900");
    }

    @Test
    void thePlatformsOfTwoRegionsKnowEachOtherByTheirDivisions() {
        for (var division : List.of("530000", "510000")) {
            var account = user("service-account-region-" + division);

            assertThat(account.at("/clientRoles/chengxin/0").asString()).isEqualTo("region");
            assertThat(account.at("/attributes/division/0").asString()).isEqualTo(division);
        }
    }

    @Test
    void secretsFollowFromNames() {
        assertThat(client("dept-prov-psb").path("secret").asString()).isEqualTo("dept-prov-psb-secret");
        assertThat(user("citizen-7").at("/credentials/0/value").asString()).isEqualTo("citizen-7-password");
    }

    @Test
    void onlyThePublicClientTakesPasswords() {
        assertThat(client("chengxin-cli").path("publicClient").asBoolean()).isTrue();
        assertThat(realm.path("clients")
                        .valueStream()
                        .filter(client ->
                                client.path("directAccessGrantsEnabled").asBoolean())
                        .map(client -> client.path("clientId").asString()))
                .containsExactly("chengxin-cli");
    }

    @Test
    void tokensLiveAQuarterOfAnHourAndCarryTheClaimsOfTheContract() {
        var claims = realm.at("/clientScopes/0/protocolMappers")
                .valueStream()
                .map(mapper -> mapper.at("/config/claim.name").asString(""))
                .collect(Collectors.toSet());

        assertThat(realm.path("accessTokenLifespan").asInt()).isEqualTo(900);
        assertThat(claims).contains("roles", "department", "division", "subject_id", "client_id");
        assertThat(realm.toString()).contains("\"included.custom.audience\":\"chengxin\"");
    }

    @Test
    void everyRoleOfATokenIsARoleOfTheContract() {
        assertThat(realm.at("/roles/client/chengxin")
                        .valueStream()
                        .map(role -> role.path("name").asString()))
                .containsExactlyInAnyOrder(
                        "department",
                        "prefecture",
                        "region",
                        "national",
                        "agency",
                        "service",
                        "citizen",
                        "officer",
                        "reviewer",
                        "catalog-admin",
                        "auditor");
    }

    private List<String> clientIds() {
        return realm.path("clients")
                .valueStream()
                .map(client -> client.path("clientId").asString())
                .toList();
    }

    private Set<String> userNames() {
        return realm.path("users")
                .valueStream()
                .map(user -> user.path("username").asString())
                .collect(Collectors.toSet());
    }

    private JsonNode client(String id) {
        return realm.path("clients")
                .valueStream()
                .filter(client -> client.path("clientId").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode user(String name) {
        return realm.path("users")
                .valueStream()
                .filter(user -> user.path("username").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void identityServiceAloneMayManageAccountsAndTheyAreCitizens() {
        var managers = realm.path("users")
                .valueStream()
                .filter(user -> user.path("clientRoles").has("realm-management"))
                .toList();

        assertThat(managers).hasSize(1);
        assertThat(managers.getFirst().path("serviceAccountClientId").asString())
                .isEqualTo("identity-service");
        assertThat(managers.getFirst()
                        .path("clientRoles")
                        .path("realm-management")
                        .toString())
                .isEqualTo("[\"manage-users\"]");
        assertThat(realm.path("groups").toString())
                .isEqualTo("[{\"clientRoles\":{\"chengxin\":[\"citizen\"]},\"name\":\"citizens\"}]");
    }
}

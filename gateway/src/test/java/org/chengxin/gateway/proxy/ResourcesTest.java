package org.chengxin.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengxin.gateway.proxy.Destination.EDUCATION;
import static org.chengxin.gateway.proxy.Destination.IDENTITY;
import static org.chengxin.gateway.proxy.Destination.INCENTIVE;
import static org.chengxin.gateway.proxy.Destination.RECORD;
import static org.chengxin.gateway.proxy.Destination.REPAIR;
import static org.chengxin.gateway.proxy.Destination.SHARING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chengxin.gateway.proxy.Resource.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.yaml.snakeyaml.Yaml;

class ResourcesTest {

    @ParameterizedTest(name = "{1} belongs to {0}")
    @CsvSource({
        "IDENTITY, /v1/subjects",
        "IDENTITY, /v1/subjects/resolve",
        "IDENTITY, /v1/subjects/1/occupations/LAWYER",
        "IDENTITY, /v1/subjects/1/documents",
        "IDENTITY, /v1/subject-merges/1/reversal",
        "IDENTITY, /v1/organisations/91530000000000000X/responsible-persons/1",
        "IDENTITY, /v1/accounts",
        "IDENTITY, /v1/real-name-coverage",
        "RECORD, /v1/record-types",
        "RECORD, /v1/record-types/A/versions",
        "RECORD, /v1/records",
        "RECORD, /v1/records/batch",
        "RECORD, /v1/records/1/amendments",
        "RECORD, /v1/me/records",
        "RECORD, /v1/me/report",
        "RECORD, /v1/me/notices/1/receipt",
        "RECORD, /v1/intake/rejections/1/retry",
        "RECORD, /v1/intake/quality",
        "RECORD, /v1/ledger/checkpoint",
        "RECORD, /v1/ledger/tiles/0/000",
        "REPAIR, /v1/disputes",
        "REPAIR, /v1/repairs/eligibility",
        "REPAIR, /v1/extensions",
        "REPAIR, /v1/statements",
        "REPAIR, /v1/answers",
        "IDENTITY, /v1/contact-messages",
        "IDENTITY, /v1/me/contact-points/EMAIL/verification",
        "REPAIR, /v1/reconsiderations",
        "REPAIR, /v1/evidence/1",
        "REPAIR, /v1/cases/1/information-request",
        "REPAIR, /v1/cases/punctuality",
        "SHARING, /v1/agreements/1/approval",
        "SHARING, /v1/consents/1",
        "SHARING, /v1/me/consents",
        "SHARING, /v1/queries",
        "SHARING, /v1/queries/batch",
        "SHARING, /v1/me/access-log",
        "SHARING, /v1/access-reviews/1/finding",
        "SHARING, /v1/access-ledger/checkpoint",
        "REPAIR, /v1/delegations",
        "IDENTITY, /v1/receiver-tokens",
        "SHARING, /v1/feeds/national/changes",
        "SHARING, /v1/feeds/national/snapshot",
        "SHARING, /v1/feeds/national/acknowledgements",
        "SHARING, /v1/inbound/records",
        "INCENTIVE, /v1/measures",
        "INCENTIVE, /v1/good-records/1/decision",
        "INCENTIVE, /v1/entitlement-checks",
        "INCENTIVE, /v1/designations/1/defence",
        "INCENTIVE, /v1/measure-checks",
        "INCENTIVE, /v1/measure-executions",
        "INCENTIVE, /v1/disclosure-searches",
        "INCENTIVE, /v1/tips",
        "INCENTIVE, /v1/me/points/enrolment",
        "INCENTIVE, /v1/me/proofs",
        "INCENTIVE, /v1/proofs/ABC",
        "EDUCATION, /v1/observances",
        "EDUCATION, /v1/campaigns/1",
        "EDUCATION, /v1/publications",
        "EDUCATION, /v1/integrity-codes",
        "EDUCATION, /v1/courses",
        "EDUCATION, /v1/majors",
        "EDUCATION, /v1/role-models",
        "EDUCATION, /v1/trainings",
        "EDUCATION, /v1/enrolments",
        "EDUCATION, /v1/exams",
        "EDUCATION, /v1/certificates/ABC",
        "EDUCATION, /v1/commitments",
        "EDUCATION, /v1/student-archives",
        "EDUCATION, /v1/programme/tasks",
        "EDUCATION, /v1/programme/assessments"
    })
    void everyResourceOfTheContractHasItsService(Destination destination, String path) {
        assertThat(resourceAt(path)).map(Resource::destination).contains(destination);
    }

    @Test
    void everyPathThatAServiceDescribesIsRoutedToIt() throws IOException {
        var wrong = new TreeMap<String, String>();
        for (var destination : Destination.values()) {
            for (var path : describedBy(destination)) {
                var routed = resourceAt(path.replaceAll("\\{[^/]+}", "1")).map(Resource::destination);
                if (!routed.equals(Optional.of(destination))) {
                    wrong.put(path, destination + " describes it, routed to " + routed);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest(name = "{0} is nobody''s")
    @ValueSource(strings = {"/v1/scores", "/v1/me", "/v1", "/v2/records", "/v1/recordsx", "/admin", "/v3/api-docs"})
    void whatTheContractDoesNotNameIsNobodys(String path) {
        assertThat(resourceAt(path)).isEmpty();
    }

    @Test
    void streamsAndWaitsHaveTheirOwnPace() {
        assertThat(resourceAt("/v1/records/batch")).map(Resource::pace).contains(Pace.STREAM);
        assertThat(resourceAt("/v1/queries/batch")).map(Resource::pace).contains(Pace.STREAM);
        assertThat(resourceAt("/v1/feeds/530100/changes")).map(Resource::pace).contains(Pace.LONG_POLL);
        assertThat(resourceAt("/v1/feeds/national/snapshot"))
                .map(Resource::pace)
                .contains(Pace.STREAM);
        assertThat(resourceAt("/v1/evidence/1")).map(Resource::pace).contains(Pace.UPLOAD);
        assertThat(resourceAt("/v1/records/1")).map(Resource::pace).contains(Pace.ORDINARY);
    }

    @Test
    void nothingAboutAPersonIsOpen() {
        var open = Resources.ALL.stream().filter(resource -> !resource.open().isEmpty());

        assertThat(open.map(Resource::pattern))
                .noneMatch(pattern -> pattern.startsWith("/v1/me/")
                        || pattern.startsWith("/v1/records/")
                        || pattern.startsWith("/v1/subjects")
                        || pattern.startsWith("/v1/queries")
                        || pattern.startsWith("/v1/feeds"));
    }

    @Test
    void everyServiceHasItsPlace() {
        assertThat(Arrays.asList(Destination.values()))
                .containsExactly(IDENTITY, RECORD, REPAIR, SHARING, INCENTIVE, EDUCATION)
                .allSatisfy(destination -> assertThat(destination.purpose()).isNotBlank());
    }

    private static Optional<Resource> resourceAt(String path) {
        var parsed = PathContainer.parsePath(path);
        return Resources.ALL.stream()
                .map(resource -> Map.entry(PathPatternParser.defaultInstance.parse(resource.pattern()), resource))
                .filter(entry -> entry.getKey().matches(parsed))
                .min(Comparator.comparing(Map.Entry::getKey, PathPattern.SPECIFICITY_COMPARATOR))
                .map(Map.Entry::getValue);
    }

    private static Iterable<String> describedBy(Destination destination) throws IOException {
        var file = Path.of("../deploy/contracts/openapi", destination.serviceName() + ".yaml");
        if (!Files.exists(file)) {
            return Stream.<String>of().toList();
        }
        Map<String, Map<String, Object>> description = new Yaml().load(Files.readString(file));
        return description.getOrDefault("paths", Map.of()).keySet();
    }
}

package org.chengxin.gateway.proxy;

import static org.chengxin.gateway.proxy.Destination.EDUCATION;
import static org.chengxin.gateway.proxy.Destination.IDENTITY;
import static org.chengxin.gateway.proxy.Destination.INCENTIVE;
import static org.chengxin.gateway.proxy.Destination.RECORD;
import static org.chengxin.gateway.proxy.Destination.REPAIR;
import static org.chengxin.gateway.proxy.Destination.SHARING;
import static org.chengxin.gateway.proxy.Resource.at;

import java.util.List;
import org.chengxin.gateway.proxy.Resource.Pace;

/**
 * Every resource of the public contract and the service it belongs to. Clients know resources, never services; of two
 * patterns that match, the more specific one counts.
 */
public final class Resources {

    public static final List<Resource> ALL = List.of(
            at("/v1/subjects/**", IDENTITY),
            at("/v1/subject-merges/**", IDENTITY),
            at("/v1/organisations/**", IDENTITY),
            at("/v1/accounts/**", IDENTITY).openTo("POST"),
            at("/v1/receiver-tokens/**", IDENTITY),
            at("/v1/contact-messages/**", IDENTITY),
            at("/v1/me/contact-points/**", IDENTITY),
            at("/v1/real-name-coverage/**", IDENTITY),
            at("/v1/record-types/**", RECORD).openTo("GET", "HEAD"),
            at("/v1/records/**", RECORD),
            at("/v1/records/batch", RECORD).pace(Pace.STREAM),
            at("/v1/me/records/**", RECORD),
            at("/v1/me/report/**", RECORD),
            at("/v1/me/notices/**", RECORD),
            at("/v1/intake/**", RECORD),
            at("/v1/ledger/**", RECORD).openTo("GET", "HEAD"),
            at("/v1/disputes/**", REPAIR),
            at("/v1/repairs/**", REPAIR),
            at("/v1/extensions/**", REPAIR),
            at("/v1/statements/**", REPAIR),
            at("/v1/answers/**", REPAIR),
            at("/v1/reconsiderations/**", REPAIR),
            at("/v1/evidence/**", REPAIR).pace(Pace.UPLOAD),
            at("/v1/delegations/**", REPAIR),
            at("/v1/cases/**", REPAIR),
            at("/v1/cases/punctuality", REPAIR).openTo("GET", "HEAD"),
            at("/v1/agreements/**", SHARING),
            at("/v1/consents/**", SHARING),
            at("/v1/me/consents/**", SHARING),
            at("/v1/queries/**", SHARING),
            at("/v1/queries/batch", SHARING).pace(Pace.STREAM),
            at("/v1/me/access-log/**", SHARING),
            at("/v1/access-ledger/**", SHARING).openTo("GET", "HEAD"),
            at("/v1/access-reviews/**", SHARING),
            at("/v1/feeds/**", SHARING),
            at("/v1/feeds/{feed}/changes", SHARING).pace(Pace.LONG_POLL),
            at("/v1/feeds/{feed}/snapshot", SHARING).pace(Pace.STREAM),
            at("/v1/inbound/**", SHARING),
            at("/v1/measures/**", INCENTIVE).openTo("GET", "HEAD"),
            at("/v1/good-records/**", INCENTIVE),
            at("/v1/entitlement-checks/**", INCENTIVE),
            at("/v1/designations/**", INCENTIVE),
            at("/v1/measure-checks/**", INCENTIVE),
            at("/v1/measure-executions/**", INCENTIVE),
            at("/v1/disclosure-searches/**", INCENTIVE).openTo("POST"),
            at("/v1/tips/**", INCENTIVE).openTo("POST"),
            at("/v1/me/points/**", INCENTIVE),
            at("/v1/me/proofs/**", INCENTIVE),
            at("/v1/proofs/**", INCENTIVE).openTo("GET", "HEAD"),
            at("/v1/observances/**", EDUCATION).openTo("GET", "HEAD"),
            at("/v1/integrity-codes/**", EDUCATION).openTo("GET", "HEAD"),
            at("/v1/campaigns/**", EDUCATION).openTo("GET", "HEAD"),
            at("/v1/publications/**", EDUCATION).openTo("GET", "HEAD"),
            at("/v1/courses/**", EDUCATION).openTo("GET", "HEAD"),
            at("/v1/majors/**", EDUCATION).openTo("GET", "HEAD"),
            at("/v1/role-models/**", EDUCATION).openTo("GET", "HEAD"),
            at("/v1/trainings/**", EDUCATION),
            at("/v1/enrolments/**", EDUCATION),
            at("/v1/exams/**", EDUCATION),
            at("/v1/certificates/**", EDUCATION).openTo("GET", "HEAD"),
            at("/v1/commitments/**", EDUCATION),
            at("/v1/student-archives/**", EDUCATION),
            at("/v1/programme/**", EDUCATION));

    private Resources() {}
}

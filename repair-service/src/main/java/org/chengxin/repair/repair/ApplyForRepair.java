package org.chengxin.repair.repair;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.Matter;
import org.chengxin.repair.cases.OpenCase.Opening;
import org.chengxin.repair.cases.OpenCase.Target;
import org.chengxin.repair.eligibility.Eligibility;
import org.chengxin.repair.eligibility.Eligibility.Eligible;
import org.chengxin.repair.eligibility.Eligibility.Never;
import org.chengxin.repair.eligibility.Eligibility.NotYet;
import org.chengxin.repair.eligibility.RepairMethod;
import org.chengxin.repair.records.KnownRecord;
import org.chengxin.repair.records.MyRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What has to be there before an application for repair, or a late performance, is filed. */
@Component
public class ApplyForRepair {

    /**
     * What a person asks for.
     *
     * @param performedOn for a late performance, the day of it
     * @param requestNumber the number under which Credit China sent it; null when the person applies here
     */
    public record Application(
            UUID recordId,
            RepairMethod method,
            List<RepairMethod> supports,
            boolean pledge,
            @Nullable LocalDate performedOn,
            String explanation,
            @Nullable String requestNumber) {

        /** @throws org.chengxin.chassis.problem.Refusal when there is no such method */
        public static Application ofCreditChina(
                UUID recordId, String method, boolean pledge, String explanation, String requestNumber) {
            var known = Arrays.stream(RepairMethod.values())
                    .filter(value -> value.name().equals(method))
                    .findFirst()
                    .orElseThrow(() -> unsuitable("method-unsuitable", "There is no such method."));
            return new Application(recordId, known, List.of(), pledge, null, explanation, requestNumber);
        }
    }

    private final MyRecords records;
    private final Clock clock;

    ApplyForRepair(MyRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * @param subjects whose record it may be
     * @throws org.chengxin.chassis.problem.Refusal when a rule is against it
     */
    public Opening opening(Set<UUID> subjects, Application application) {
        var record = records.requireShown(application.recordId(), subjects);
        return switch (application.method()) {
            case LATE_PERFORMANCE -> performance(record, application);
            case ON_TIME_PERFORMANCE, CREDIT_PLEDGE -> repair(record, application);
            case VOLUNTEER_SERVICE, CHARITABLE_DONATION ->
                throw unsuitable(
                        "method-supports-only",
                        "It supports an application and is never enough alone (R-10); name it in supports.");
            case EXTENSION -> throw unsuitable("method-elsewhere", "Ask for more time at POST /v1/extensions.");
            case PERSONAL_STATEMENT ->
                throw unsuitable("method-elsewhere", "Add your own words at POST /v1/statements.");
            case ERROR_CORRECTION, REVOCATION ->
                throw unsuitable("method-elsewhere", "Say what is wrong at POST /v1/disputes.");
        };
    }

    private Opening repair(KnownRecord record, Application application) {
        var eligibility = Eligibility.of(record, LocalDate.now(clock));
        switch (eligibility) {
            case Eligible _ -> {
                // Everything the law asks is there.
            }
            case NotYet(var opensOn, var missing) ->
                throw Problem.conflict(
                                "repair-too-early",
                                "Repair opens when what is missing is there; see GET /v1/repairs/eligibility.")
                        .with("opensOn", opensOn)
                        .with("missing", missing)
                        .refusal();
            case Never(var bar) ->
                throw Problem.conflict(
                                "repair-excluded",
                                "This record cannot be repaired; GET /v1/repairs/eligibility says why.")
                        .with("reason", bar)
                        .refusal();
        }
        if (!application.pledge()) {
            throw Problem.unprocessable("pledge-missing", "Repair asks for the credit pledge (R-2); sign it.")
                    .at("/pledge", "has to be true")
                    .refusal();
        }
        for (var support : application.supports()) {
            if (support.group() != RepairMethod.Group.REPAIR || support == application.method()) {
                throw unsuitable("method-unsuitable", "It does not support an application for repair.");
            }
        }
        var supports =
                application.supports().stream().distinct().map(Enum::name).toList();
        return new Opening(
                UUID.randomUUID(),
                CaseKind.REPAIR,
                CaseState.FILED,
                record.subjectId(),
                Target.of(record),
                new Matter.Repair(application.method().name(), supports, true, application.requestNumber()),
                "",
                application.explanation(),
                null,
                "The person applies for repair and has signed the pledge (R-2).");
    }

    private Opening performance(KnownRecord record, Application application) {
        var performedOn = application.performedOn();
        if (performedOn == null
                || performedOn.isAfter(LocalDate.now(clock))
                || performedOn.isBefore(record.decidedOn())) {
            throw Problem.unprocessable("fields-invalid", "Some fields are missing or wrong; each is named in errors.")
                    .at("/performedOn", "is a day from the decision on, not after today")
                    .refusal();
        }
        if (record.dutyPerformed()) {
            throw Problem.conflict("duty-performed-already", "The record says already that the duty is performed.")
                    .refusal();
        }
        return new Opening(
                UUID.randomUUID(),
                CaseKind.PERFORMANCE,
                CaseState.FILED,
                record.subjectId(),
                Target.of(record),
                new Matter.Performance(performedOn),
                "",
                application.explanation(),
                null,
                "The person says that the duty was performed on " + performedOn + "; the source confirms it (R-3).");
    }

    private static RuntimeException unsuitable(String slug, String detail) {
        return Problem.unprocessable(slug, detail)
                .at("/method", "is not taken here")
                .refusal();
    }
}

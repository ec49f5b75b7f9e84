package org.chengxin.repair.desk;

import java.time.Clock;
import java.time.LocalDate;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.CaseFiles;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.Outcome;
import org.chengxin.repair.eligibility.Eligibility;
import org.chengxin.repair.records.KnownRecords;
import org.springframework.stereotype.Component;

/** What the law asks for an outcome, beside the lifecycle. */
@Component
class Conditions {

    private final KnownRecords records;
    private final CaseFiles files;
    private final Clock clock;

    Conditions(KnownRecords records, CaseFiles files, Clock clock) {
        this.records = records;
        this.files = files;
        this.clock = clock;
    }

    /** @throws org.chengxin.chassis.problem.Refusal when the outcome is against a rule */
    void check(CaseFile file, Outcome outcome) {
        if (file.kind() == CaseKind.REPAIR && outcome == Outcome.GRANTED && !isEligible(file)) {
            throw Problem.conflict(
                            "conditions-not-met",
                            "Repair is granted when the minimum period is over and the duty performed (R-2); refuse it"
                                    + " with reasons, or wait.")
                    .refusal();
        }
        if (outcome == Outcome.REPAIR_ORDERED && !isAboutRefusedRepair(file)) {
            throw Problem.unprocessable("outcome-unsuitable", "It does not challenge the refusal of a repair.")
                    .at("/outcome", "is for challenges of a refused repair")
                    .refusal();
        }
    }

    private boolean isEligible(CaseFile file) {
        return file.recordId() != null
                && records.find(file.recordId())
                        .map(record -> Eligibility.of(record, LocalDate.now(clock)))
                        .filter(Eligibility.Eligible.class::isInstance)
                        .isPresent();
    }

    private boolean isAboutRefusedRepair(CaseFile file) {
        return file.originId() != null
                && files.find(file.originId())
                        .filter(origin -> origin.kind() == CaseKind.REPAIR)
                        .isPresent();
    }
}

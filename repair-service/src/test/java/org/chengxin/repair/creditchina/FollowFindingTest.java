package org.chengxin.repair.creditchina;

import static org.assertj.core.api.Assertions.assertThat;

import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.Standing;
import org.junit.jupiter.api.Test;

/** Where two differ, Credit China prevails. */
class FollowFindingTest extends CreditChinaStory {

    @Test
    void whatWeRefusedAndItRepairedIsRepaired() {
        repairable();
        var caseId = applied();
        api.taken(api.step(caseId, "acceptance", officer(), "{\"accepted\": true, \"reason\": \"Complete.\"}"));
        api.taken(api.step(caseId, "decision", officer(), decision("REFUSED")));

        hasFor(before, finding(1, true));
        exchanged(() -> assertThat(state(caseId)).isEqualTo("GRANTED"));

        api.announced("repair.granted.v1", caseId);
        var decisions = api.read(caseId, citizen()).get("decisions");
        assertThat(decisions).hasSize(2);
        assertThat(decisions.get(1).get("basis").asString()).contains("以“信用中国”为准");
    }

    @Test
    void whatNobodyAskedForHereAndItRepairedIsRepaired() {
        records.remember(RecordExample.adverse().of(wang).id(recordId));

        hasFor(before, finding(1, true), finding(2, true));
        exchanged(() -> assertThat(requests.position()).isEqualTo(before + 2));

        assertThat(cases()).hasSize(1);
        var caseId = cases().getFirst().get("caseId").asString();
        assertThat(state(caseId)).isEqualTo("GRANTED");
        api.announced("repair.granted.v1", caseId);
    }

    @Test
    void whatIsOverHereNeedsNothing() {
        records.remember(RecordExample.adverse().of(wang).id(recordId).standing(Standing.WITHDRAWN));

        hasFor(before, finding(1, true), finding(2, false));
        exchanged(() -> assertThat(requests.position()).isEqualTo(before + 2));

        assertThat(cases()).isEmpty();
    }

    @Test
    void whatItDidNotRepairIsUndoneHereOnlyAfterNoticeAndHearing() {
        repairable();
        var caseId = applied();
        api.taken(api.step(caseId, "acceptance", officer(), "{\"accepted\": true, \"reason\": \"Complete.\"}"));
        api.taken(api.step(caseId, "decision", officer(), decision("GRANTED")));

        hasFor(before, finding(1, false), finding(2, false));
        exchanged(() -> assertThat(requests.position()).isEqualTo(before + 2));

        assertThat(state(caseId)).isEqualTo("UNDO_PROPOSED");
        api.refused(api.step(caseId, "decision", officer(), decision("UNDONE")), 409, "step-not-open");
        api.taken(api.step(caseId, "hearing", citizen(), "{\"explanation\": \"It was paid.\"}"));
        api.taken(api.step(caseId, "decision", officer(), decision("UNDONE")));
        api.announced("repair.undone.v1", caseId);
    }
}

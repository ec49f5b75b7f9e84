package org.chengxin.sharing.query;

import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.query.Answer.ChannelClosed;
import org.chengxin.sharing.query.Answer.ConcealmentNotApproved;
import org.chengxin.sharing.query.Answer.ConsentCodeInvalid;
import org.chengxin.sharing.query.Answer.ConsentCodesLocked;
import org.chengxin.sharing.query.Answer.ConsentMissing;
import org.chengxin.sharing.query.Answer.DocumentInvalid;
import org.chengxin.sharing.query.Answer.NoAgreement;
import org.chengxin.sharing.query.Answer.NoBreakGlass;
import org.chengxin.sharing.query.Answer.QuotaUsedUp;
import org.chengxin.sharing.query.Answer.Refused;
import org.chengxin.sharing.query.Answer.SubjectMismatch;

/** Refusals in the words of the API. */
final class Refusals {

    private Refusals() {}

    /** The stable name of a refusal. */
    static String slug(Refused refused) {
        return problem(refused).slug();
    }

    static Problem problem(Refused refused) {
        return switch (refused) {
            case NoAgreement() ->
                Problem.forbidden(
                        "no-agreement", "No agreement in force covers this receiver and this purpose; conclude one.");
            case QuotaUsedUp(var again) ->
                Problem.of(429, "quota-used-up", "The agreement allows no further answer today.")
                        .with("again", again);
            case ConsentMissing() ->
                Problem.forbidden(
                        "consent-missing",
                        "The person has not consented to this receiver and purpose; ask the person.");
            case ConsentCodeInvalid() ->
                Problem.forbidden(
                        "consent-code-invalid", "This code opens nothing here; ask the person for a new one.");
            case ConsentCodesLocked() ->
                Problem.of(429, "consent-codes-locked", "Too many wrong codes; codes are taken again in an hour.");
            case ChannelClosed() ->
                Problem.forbidden(
                                "channel-closed",
                                "This receiver gets records only where the channel is open and the person consented"
                                        + " in writing.")
                        .with("rule", "征信业管理条例 Art. 13, 18");
            case NoBreakGlass() ->
                Problem.forbidden(
                        "break-glass-not-allowed", "Only public bodies may set bounds aside in an emergency.");
            case ConcealmentNotApproved() ->
                Problem.forbidden(
                        "concealment-not-approved",
                        "Two officers of your department have to agree on it for this matter first.");
            case SubjectMismatch() ->
                Problem.unprocessable(
                                "subject-mismatch",
                                "The document number and the name do not belong together; check both.")
                        .at("/subject", "number and name do not belong together");
            case DocumentInvalid(var reason) ->
                Problem.unprocessable("document-invalid", "The document number cannot be right; check it.")
                        .at("/subject/documentNumber", "cannot be right")
                        .with("reason", reason);
        };
    }
}

package org.chengxin.repair.desk;

import java.util.Optional;
import org.chengxin.repair.cases.CaseEvent;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.Outcome;

/** Which event an outcome is in a case of a kind; an erasure is only ever proposed by one official. */
final class Verdicts {

    private Verdicts() {}

    /** @return empty when a case of this kind cannot be decided so */
    static Optional<CaseEvent> event(CaseKind kind, Outcome outcome) {
        return Optional.ofNullable(
                switch (kind) {
                    case DISPUTE, REVIEW ->
                        switch (outcome) {
                            case CORRECTED, UPHELD, UNCLEAR -> CaseEvent.DECIDED;
                            case ERASED -> CaseEvent.ERASURE_PROPOSED;
                            default -> null;
                        };
                    case RECONSIDERATION, LAWSUIT ->
                        switch (outcome) {
                            case CORRECTED, UPHELD, REPAIR_ORDERED -> CaseEvent.DECIDED;
                            case ERASED -> CaseEvent.ERASURE_PROPOSED;
                            default -> null;
                        };
                    case REPAIR ->
                        switch (outcome) {
                            case GRANTED -> CaseEvent.GRANTED;
                            case REFUSED -> CaseEvent.REFUSED;
                            case UNDONE -> CaseEvent.UNDONE;
                            case KEPT -> CaseEvent.KEPT;
                            default -> null;
                        };
                    case EXTENSION ->
                        switch (outcome) {
                            case GRANTED -> CaseEvent.GRANTED;
                            case REFUSED -> CaseEvent.REFUSED;
                            default -> null;
                        };
                    case PERFORMANCE ->
                        switch (outcome) {
                            case CONFIRMED -> CaseEvent.CONFIRMED;
                            case REFUSED -> CaseEvent.REFUSED;
                            default -> null;
                        };
                    case ANSWER ->
                        switch (outcome) {
                            case ADOPTED, NOT_ADOPTED -> CaseEvent.DECIDED;
                            default -> null;
                        };
                    case STATEMENT -> outcome == Outcome.ERASED ? CaseEvent.REMOVED : null;
                });
    }
}

package org.chengxin.record.intake;

import java.util.List;
import java.util.Optional;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.ledger.Source;
import org.jspecify.annotations.Nullable;

/** What a provider states about one of its decisions, after the rules that need nobody else have looked at it. */
sealed interface Statement {

    @Nullable
    String sourceRecordId();

    @Nullable
    Integer revision();

    /** A report or an amendment: the whole content. */
    record Claim(Submission submission) implements Statement {

        @Override
        public String sourceRecordId() {
            return submission.sourceRecordId();
        }

        @Override
        public Integer revision() {
            return submission.revision();
        }
    }

    /** The decision was revoked. */
    record Withdrawal(String sourceRecordId, Integer revision) implements Statement {}

    /** Not acceptable, whoever the person is. */
    record Unfit(@Nullable String sourceRecordId, @Nullable Integer revision, List<Defect> defects)
            implements Statement {}

    /** Whether it may be kept until what came before it is decided; what may not be kept at all is decided at once. */
    default boolean mayWait() {
        return !(this instanceof Unfit unfit)
                || unfit.defects().stream().noneMatch(defect -> defect.ground().forbidsKeeping());
    }

    /** Empty when it does not even say which decision it is about. */
    default Optional<Source.Key> key(Provider provider) {
        var id = sourceRecordId();
        return id == null ? Optional.empty() : Optional.of(new Source.Key(provider.code(), id));
    }
}

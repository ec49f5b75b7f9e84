package org.chengxin.record.intake;

import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.ledger.Provider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Use case: a department tries a refused event again, as it was or mended.
 *
 * <p>Until it succeeds it may be tried any number of times; what succeeded is settled, also for whoever tries at the same
 * moment.
 */
@Component
class RetryRejection {

    private final Rejections rejections;
    private final IntakeDoor door;
    private final HandIn handIn;

    RetryRejection(Rejections rejections, IntakeDoor door, HandIn handIn) {
        this.rejections = rejections;
        this.door = door;
        this.handIn = handIn;
    }

    /** What it was read as this time, and what became of it. */
    record Tried(Statement statement, Outcome outcome) {}

    /**
     * @param mended the whole event in structured form, or its data; absent to try what was sent
     * @throws org.chengxin.chassis.problem.Refusal when there is no such rejection, nothing is kept, or it is settled
     */
    Tried retry(Provider provider, UUID id, @Nullable JsonNode mended) {
        var refused = rejections
                .refusal(provider.code(), id)
                .orElseThrow(() -> unknown().refusal());
        if (refused.settled()) {
            throw settled().refusal();
        }
        var statement = mended == null ? asItWas(provider, refused) : asMended(provider, refused, mended);
        return new Tried(statement, handIn.retry(new Clerk.Item(provider, statement), provider.code(), id));
    }

    private Statement asItWas(Provider provider, Rejections.Refusal refused) {
        var content = refused.content();
        if (content == null || refused.type().isEmpty()) {
            throw Problem.conflict(
                            "rejection-not-retriable",
                            "What was sent is not kept, or cannot be read; send the mended event as the body.")
                    .refusal();
        }
        return switch (StrictJson.read(content)) {
            case StrictJson.Reading.Read(var data) -> door.read(provider, refused.type(), data);
            case StrictJson.Reading.Unreadable(var reason) ->
                new Statement.Unfit(null, null, List.of(Defect.at(Ground.EVENT_UNREADABLE, "", reason)));
        };
    }

    private Statement asMended(Provider provider, Rejections.Refusal refused, JsonNode mended) {
        var statement = EventReader.isEvent(mended)
                ? ofEvent(provider, mended)
                : door.read(provider, refused.type().isEmpty() ? IntakeDoor.REPORTED : refused.type(), mended);
        var about = refused.sourceRecordId();
        if (about != null && statement.sourceRecordId() != null && !about.equals(statement.sourceRecordId())) {
            return new Statement.Unfit(
                    null,
                    null,
                    List.of(Defect.at(
                            Ground.FIELDS_INVALID,
                            "/sourceRecordId",
                            "must be that of the refused event; another decision is an event of its own")));
        }
        return statement;
    }

    private Statement ofEvent(Provider provider, JsonNode mended) {
        return switch (EventReader.read(mended)) {
            case EventReading.Legible event -> door.read(provider, event.type(), event.data());
            case EventReading.Illegible illegible ->
                new Statement.Unfit(null, null, List.of(Defect.at(Ground.EVENT_UNREADABLE, "", illegible.reason())));
        };
    }

    static Problem unknown() {
        return Problem.notFound("rejection-not-found", "You have no rejection with this id.");
    }

    static Problem settled() {
        return Problem.conflict(
                "rejection-settled", "This event has been taken in since; send an amendment to change the record.");
    }
}

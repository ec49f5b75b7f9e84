package org.chengxin.identity.resolution;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.idempotency.Reading;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.identity.document.DocumentReading;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.guessing.MissLimit;
import org.chengxin.identity.registration.DocumentProblems;
import org.chengxin.identity.registry.PersonName;
import org.chengxin.identity.resolution.Resolution.Incomplete;
import org.chengxin.identity.resolution.Resolution.Malformed;
import org.chengxin.identity.resolution.Resolution.Mismatch;
import org.chengxin.identity.resolution.Resolution.NotIdentified;
import org.chengxin.identity.resolution.Resolution.Pending;
import org.chengxin.identity.resolution.Resolution.Resolved;
import org.chengxin.identity.resolution.Resolution.Unknown;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/subjects/resolve. */
@RestController
@Tag(name = "Subjects")
class ResolutionController {

    static final int MOST_ITEMS = 1000;
    private static final int LONGEST_REF = 100;

    private static final Problem FIELDS_INVALID =
            Problem.unprocessable("fields-invalid", "Some fields are missing or wrong; each is named in errors.");

    private final ResolveSubjects resolveSubjects;
    private final MissLimit limit;
    private final Clock clock;

    ResolutionController(ResolveSubjects resolveSubjects, MissLimit limit, Clock clock) {
        this.resolveSubjects = resolveSubjects;
        this.limit = limit;
        this.clock = clock;
    }

    /** A document as it was typed by whoever the caller has it from. */
    record DocumentInDoubt(
            @Schema(example = "RESIDENT_ID") @Nullable String type,

            @Schema(example = "530199199001010019") @Nullable
            String number) {

        /** Without the number: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "DocumentInDoubt[]";
        }
    }

    /** One person to be found; what is wrong with an item is told in its answer and does not stop the others. */
    record ItemGiven(
            @Schema(description = "Comes back with the answer", example = "1") @NotNull @Size(max = LONGEST_REF)
            String ref,

            @Nullable DocumentInDoubt document,
            @Schema(example = "测试甲") @Nullable String name) {

        /** Without the name: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "ItemGiven[" + ref + "]";
        }
    }

    /** A batch of persons to be found. */
    record ResolveRequest(
            @Schema(
                    description =
                            "Also register, after the public authority has confirmed number and name, whoever is not known."
                                    + " Role service only.")
            @Nullable
            Boolean register,

            // Looked through by hand: a validator that walks into a thousand items costs more than all that follows.
            @NotEmpty @ArraySchema(maxItems = MOST_ITEMS) List<@Nullable ItemGiven> items) {}

    /** The answer about one item: a person or a problem. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemView(
            @Schema(description = "As it came with the item", example = "1")
            String ref,

            @Nullable UUID subjectId,

            @Schema(
                    description = "The subject this document was registered for: another one while two subjects are"
                            + " merged; role service only")
            @Nullable
            UUID registeredAs,

            @Schema(description = "First day on which the person is an adult; role service only") @Nullable
            LocalDate adultOn,

            @Nullable Problem problem) {}

    /** The answers in the order of the items. */
    record ResolveView(List<ItemView> items) {}

    @Reading
    @PostMapping(path = "/v1/subjects/resolve", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAnyAuthority('service','department','prefecture')")
    @Operation(
            summary = "Find persons by document and name, up to 1,000 at once",
            description =
                    "Answers in the order of the items, each with a subject id or a problem: `document-invalid` (with"
                            + " `reason`), `subject-unknown`, `subject-mismatch`, `fields-invalid`; with `register` also"
                            + " `subject-not-identified` and `verification-pending` (the authority has not answered yet: ask again later).")
    @ApiResponse(
            responseCode = "200",
            description = "One answer for each item",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ResolveView.class)))
    @ApiResponse(
            responseCode = "403",
            description = "`register-forbidden`: only services register on the way",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "413",
            description = "`batch-too-large`: more than 1,000 items",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "429",
            description = "`too-many-misses`: too many unknown documents or wrong names; with Retry-After",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    ResponseEntity<?> resolve(@Valid @RequestBody ResolveRequest request, Caller caller) {
        if (request.items().size() > MOST_ITEMS) {
            return Problem.tooLarge("batch-too-large", "A batch holds at most 1,000 items; send the rest in another.")
                    .with("mostItems", MOST_ITEMS)
                    .answer();
        }
        var items = new ArrayList<ItemGiven>(request.items().size());
        var flaws = takeOver(request.items(), items);
        if (flaws.isPresent()) {
            return flaws.get().answer();
        }
        var register = Boolean.TRUE.equals(request.register());
        if (register && !caller.is("service")) {
            return Problem.forbidden(
                            "register-forbidden", "Only services register on the way; use POST /v1/subjects instead.")
                    .answer();
        }
        var refused = limit.refusal(caller.name());
        if (refused.isPresent()) {
            return refused.get();
        }
        var resolutions = resolve(items, register);
        var missed = (int) resolutions.stream().filter(Resolution::isMiss).count();
        return limit.count(caller.name(), missed)
                .orElseGet(() -> ResponseEntity.ok(view(items, resolutions, caller.is("service"))));
    }

    /** What is wrong with the form of any item is told at once, each by its pointer. */
    private static Optional<Problem> takeOver(List<@Nullable ItemGiven> given, List<ItemGiven> items) {
        Problem flaws = null;
        for (var place = 0; place < given.size(); place++) {
            var item = given.get(place);
            var wrong = item == null || item.ref() == null
                    ? "must not be null"
                    : item.ref().length() > LONGEST_REF ? "size must be between 0 and " + LONGEST_REF : null;
            if (wrong != null) {
                flaws = (flaws == null ? FIELDS_INVALID : flaws)
                        .at("/items/" + place + (item == null ? "" : "/ref"), wrong);
            } else {
                items.add(item);
            }
        }
        return Optional.ofNullable(flaws);
    }

    private List<Resolution> resolve(List<ItemGiven> given, boolean register) {
        var today = LocalDate.now(clock);
        var readings = new ArrayList<ItemReading>(given.size());
        var readable = new ArrayList<Item>(given.size());
        for (var item : given) {
            var reading = read(item, today);
            readings.add(reading);
            if (reading instanceof Askable(var askable)) {
                readable.add(askable);
            }
        }
        var resolved = (register ? resolveSubjects.register(readable) : resolveSubjects.lookUp(readable)).iterator();
        return readings.stream()
                .map(reading -> switch (reading) {
                    case Refused(var why) -> why;
                    case Askable _ -> resolved.next();
                })
                .toList();
    }

    private ResolveView view(List<ItemGiven> given, List<Resolution> resolutions, boolean forService) {
        var today = LocalDate.now(clock);
        var views = new ArrayList<ItemView>(given.size());
        for (var place = 0; place < given.size(); place++) {
            views.add(view(given.get(place).ref(), resolutions.get(place), forService, today));
        }
        return new ResolveView(views);
    }

    /** An item that can be looked up, or the reason why not. */
    private sealed interface ItemReading {}

    private record Askable(Item item) implements ItemReading {}

    private record Refused(Resolution why) implements ItemReading {}

    private static ItemReading read(ItemGiven given, LocalDate today) {
        var document = given.document();
        if (document == null || document.type() == null) {
            return new Refused(new Incomplete("/document/type"));
        }
        if (document.number() == null) {
            return new Refused(new Incomplete("/document/number"));
        }
        return switch (IdentityDocument.read(document.type(), document.number(), today)) {
            case DocumentReading.Malformed(var defect) -> new Refused(new Malformed(defect));
            case DocumentReading.WellFormed(var wellFormed) -> {
                var name = given.name();
                yield name == null
                        ? new Refused(new Incomplete("/name"))
                        : PersonName.of(name)
                                .<ItemReading>map(known -> new Askable(new Item(wellFormed, known)))
                                .orElseGet(() -> new Refused(new Incomplete("/name")));
            }
        };
    }

    private static ItemView view(String ref, Resolution resolution, boolean forService, LocalDate today) {
        return switch (resolution) {
            case Resolved(var subjectId, var registeredAs, var document) ->
                new ItemView(
                        ref,
                        subjectId,
                        forService ? registeredAs : null,
                        forService ? document.adultOn(today) : null,
                        null);
            case Incomplete(var pointer) ->
                refused(
                        ref,
                        Problem.unprocessable("fields-invalid", "The item lacks a document or the name of a person.")
                                .at(pointer, "is missing or cannot be this"));
            case Malformed(var defect) -> refused(ref, DocumentProblems.documentInvalid(defect, "/document"));
            case Unknown() ->
                refused(ref, Problem.notFound("subject-unknown", "Nobody is registered with this document."));
            case Mismatch() -> refused(ref, DocumentProblems.subjectMismatch());
            case NotIdentified() -> refused(ref, DocumentProblems.subjectNotIdentified());
            case Pending() ->
                refused(
                        ref,
                        Problem.of(
                                503,
                                "verification-pending",
                                "The public authority has not confirmed this person yet; ask again later."));
        };
    }

    private static ItemView refused(String ref, Problem problem) {
        return new ItemView(ref, null, null, null, problem);
    }
}

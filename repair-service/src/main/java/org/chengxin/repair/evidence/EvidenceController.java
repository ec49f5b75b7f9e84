package org.chengxin.repair.evidence;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.problem.Refusal;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.ReadCase;
import org.chengxin.repair.evidence.EvidenceFiles.Paper;
import org.chengxin.repair.evidence.KeepEvidence.Outcome;
import org.chengxin.repair.subjects.Actors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** PUT and GET /v1/evidence/{id}, GET /v1/cases/{id}/evidence. */
@RestController
@Tag(name = "Evidence", description = "Papers of a case: PDF, JPEG, PNG, up to 10 MB")
class EvidenceController {

    private static final int MOST_BYTES = 10 * 1024 * 1024;

    /** What is only a little too large is read to its end, so that its sender sees the answer. */
    private static final int SWALLOWED = 1024 * 1024;

    private final KeepEvidence keepEvidence;
    private final EvidenceFiles files;
    private final EvidenceKey key;
    private final ReadCase readCase;
    private final Actors actors;

    EvidenceController(
            KeepEvidence keepEvidence, EvidenceFiles files, EvidenceKey key, ReadCase readCase, Actors actors) {
        this.keepEvidence = keepEvidence;
        this.files = files;
        this.key = key;
        this.readCase = readCase;
        this.actors = actors;
    }

    /** A paper as it is listed. */
    record PaperView(UUID evidenceId, UUID caseId, String by, String mediaType, int size, Instant keptAt) {

        static PaperView of(Paper paper) {
            return new PaperView(
                    paper.id(), paper.caseId(), paper.party(), paper.mediaType(), paper.size(), paper.keptAt());
        }
    }

    /** The papers of a case. */
    record PapersView(List<PaperView> items) {}

    @Operation(
            summary = "Add a paper to a case; the id is yours to choose, the same again changes nothing",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(responseCode = "200", description = "It is there already")
    @ApiResponse(responseCode = "201", description = "Kept: cleaned, encrypted")
    @ApiResponse(
            responseCode = "404",
            description = "`case-not-found`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`case-closed`, `evidence-id-taken`, `evidence-too-many`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "413",
            description = "`evidence-too-large`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`evidence-kind-unknown`, `evidence-unsafe`, `evidence-infected`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`scan-unavailable`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @PreAuthorize("hasAnyAuthority('citizen', 'officer', 'reviewer')")
    @PutMapping("/v1/evidence/{id}")
    ResponseEntity<?> put(@PathVariable UUID id, @RequestParam UUID caseId, HttpServletRequest request, Caller caller)
            throws IOException {
        var actor = actors.of(caller);
        var file = readCase.find(caseId, actor).orElseThrow(EvidenceController::caseNotFound);
        if (actor.isOwnCase(file)) {
            throw Problem.forbidden("own-case", "It is your own case; sign in as yourself.")
                    .refusal();
        }
        return answer(keepEvidence.keep(id, file, actor, body(request)));
    }

    private static ResponseEntity<?> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Kept(var paper) ->
                ResponseEntity.created(URI.create("/v1/evidence/" + paper.id())).body(PaperView.of(paper));
            case Outcome.Known(var paper) -> ResponseEntity.ok(PaperView.of(paper));
            case Outcome.IdTaken() ->
                Problem.conflict("evidence-id-taken", "Another paper has this id; choose a new one.")
                        .answer();
            case Outcome.CaseClosed() ->
                Problem.conflict("case-closed", "The case is closed; nothing can be added.")
                        .answer();
            case Outcome.TooMany(var most) ->
                Problem.conflict("evidence-too-many", "At most " + most + " papers are taken here (R-3).")
                        .with("most", most)
                        .answer();
            case Outcome.UnknownKind() ->
                Problem.unprocessable("evidence-kind-unknown", "The content is neither PDF nor JPEG nor PNG.")
                        .answer();
            case Outcome.Unsafe(var why) ->
                Problem.unprocessable("evidence-unsafe", why).answer();
            case Outcome.Infected() ->
                Problem.unprocessable("evidence-infected", "The scanner found a virus in it.")
                        .answer();
            case Outcome.NotScanned() ->
                ResponseEntity.status(503)
                        .header(HttpHeaders.RETRY_AFTER, "30")
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(Problem.of(503, "scan-unavailable", "The virus scanner is away; send it again."));
        };
    }

    @Operation(summary = "A paper, as an attachment; an official who reads it stands in the person's access log")
    @PreAuthorize("hasAnyAuthority('citizen', 'officer', 'reviewer')")
    @GetMapping("/v1/evidence/{id}")
    ResponseEntity<byte[]> get(@PathVariable UUID id, Caller caller) {
        var paper = files.find(id).orElseThrow(EvidenceController::notFound);
        if (readCase.read(paper.caseId(), actors.of(caller)).isEmpty()) {
            throw notFound();
        }
        var content = key.open(id.toString(), files.content(id));
        var extension = FileKind.of(content).map(FileKind::extension).orElse("bin");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(paper.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(id + "." + extension)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(content);
    }

    @Operation(summary = "The papers of a case")
    @PreAuthorize("hasAnyAuthority('citizen', 'officer', 'reviewer')")
    @GetMapping("/v1/cases/{id}/evidence")
    PapersView list(@PathVariable UUID id, Caller caller) {
        Actor actor = actors.of(caller);
        CaseFile file = readCase.find(id, actor).orElseThrow(EvidenceController::caseNotFound);
        return new PapersView(files.of(file.id()).stream().map(PaperView::of).toList());
    }

    /** Never more than is taken, whatever the sender says of the length. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MOST_BYTES + SWALLOWED) {
            throw tooLarge();
        }
        var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw tooLarge();
        }
        return body;
    }

    private static Refusal tooLarge() {
        return Problem.tooLarge("evidence-too-large", "A paper has at most 10 MB; send fewer or smaller pages.")
                .refusal();
    }

    private static Refusal notFound() {
        return Problem.notFound("evidence-not-found", "There is no paper with this id that you may see.")
                .refusal();
    }

    private static Refusal caseNotFound() {
        return Problem.notFound("case-not-found", "There is no case with this id that you may see.")
                .refusal();
    }
}

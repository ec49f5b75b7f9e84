package org.chengxin.repair.evidence;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.Role;
import org.chengxin.repair.evidence.EvidenceFiles.Paper;
import org.springframework.stereotype.Component;

/** Somebody adds a paper to a case that they may see. */
@Component
class KeepEvidence {

    /** Rule R-3: proof of performance and pledge, no more. */
    private static final int MOST_FOR_REPAIR = 2;

    private static final int MOST = 10;

    /** What becomes of a paper. */
    sealed interface Outcome {

        record Kept(Paper paper) implements Outcome {}

        /** The same file under the same id. */
        record Known(Paper paper) implements Outcome {}

        record IdTaken() implements Outcome {}

        record CaseClosed() implements Outcome {}

        record TooMany(int most) implements Outcome {}

        record UnknownKind() implements Outcome {}

        record Unsafe(String why) implements Outcome {}

        record Infected() implements Outcome {}

        record NotScanned() implements Outcome {}
    }

    private final EvidenceFiles files;
    private final VirusScan virusScan;
    private final EvidenceKey key;
    private final Clock clock;

    KeepEvidence(EvidenceFiles files, VirusScan virusScan, EvidenceKey key, Clock clock) {
        this.files = files;
        this.virusScan = virusScan;
        this.key = key;
        this.clock = clock;
    }

    /** In no transaction: scanning and cleaning take seconds, and what is stored is one row. */
    Outcome keep(UUID id, CaseFile file, Actor actor, byte[] sent) {
        var sha256 = Digest.sha256(sent);
        var known = files.find(id).orElse(null);
        if (known != null) {
            return known.caseId().equals(file.id()) && MessageDigest.isEqual(known.sentSha256(), sha256)
                    ? new Outcome.Known(known)
                    : new Outcome.IdTaken();
        }
        if (!file.isOpen()) {
            return new Outcome.CaseClosed();
        }
        int most = file.kind() == CaseKind.REPAIR && actor.role() == Role.PERSON ? MOST_FOR_REPAIR : MOST;
        if (files.of(file.id()).stream()
                        .filter(paper -> paper.party().equals(actor.party()))
                        .count()
                >= most) {
            return new Outcome.TooMany(most);
        }
        var kind = FileKind.of(sent).orElse(null);
        if (kind == null) {
            return new Outcome.UnknownKind();
        }
        switch (virusScan.scan(sent)) {
            case INFECTED -> {
                return new Outcome.Infected();
            }
            case UNANSWERED -> {
                return new Outcome.NotScanned();
            }
            case CLEAN -> {
                // Goes on.
            }
        }
        try {
            return keep(id, file, actor, kind, cleaned(kind, sent), sha256);
        } catch (UnsafeFile e) {
            return new Outcome.Unsafe(String.valueOf(e.getMessage()));
        }
    }

    private Outcome keep(UUID id, CaseFile file, Actor actor, FileKind kind, byte[] clean, byte[] sha256) {
        var paper = new Paper(
                id,
                file.id(),
                actor.party(),
                kind.mediaType(),
                clean.length,
                sha256,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return files.add(paper, key.seal(id.toString(), clean)) ? new Outcome.Kept(paper) : new Outcome.IdTaken();
    }

    private static byte[] cleaned(FileKind kind, byte[] sent) throws UnsafeFile {
        return switch (kind) {
            case PDF -> CleanPdf.of(sent);
            case JPEG -> CleanImage.jpeg(sent);
            case PNG -> CleanImage.png(sent);
        };
    }
}

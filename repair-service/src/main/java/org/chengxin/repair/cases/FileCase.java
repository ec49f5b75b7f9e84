package org.chengxin.repair.cases;

import java.net.URI;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.problem.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Files what a person asks for and answers where it stands. */
@Component
public class FileCase {

    private final OpenCase openCase;

    FileCase(OpenCase openCase) {
        this.openCase = openCase;
    }

    /** @throws org.chengxin.chassis.problem.Refusal when the same is open already */
    @Transactional
    public ResponseEntity<Filed> file(OpenCase.Opening opening, Actor actor) {
        var file = openCase.open(opening, actor)
                .orElseThrow(() -> Problem.conflict(
                                "case-already-open", "A case about the same thing is open; see GET /v1/cases.")
                        .refusal());
        return ResponseEntity.created(URI.create("/v1/cases/" + file.id()))
                .eTag(ETags.of(file.version()))
                .body(Filed.of(file));
    }
}

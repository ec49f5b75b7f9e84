package org.chengxin.identity.rotation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/subjects/key-rotation. */
@RestController
@Tag(name = "Keys", description = "How far values have moved to the current keys")
class KeyRotationController {

    private final RotateKeys rotateKeys;

    KeyRotationController(RotateKeys rotateKeys) {
        this.rotateKeys = rotateKeys;
    }

    /**
     * How far the rotation is.
     *
     * @param valuesLeft encrypted values that still depend on keys to be left, by kind
     * @param hashesLeft documents that have no hash under the current key yet
     */
    record RotationView(boolean complete, Map<SealedColumn, Long> valuesLeft, long hashesLeft) {}

    @GetMapping("/v1/subjects/key-rotation")
    @PreAuthorize("hasAuthority('auditor')")
    @Operation(
            summary = "Progress of the rotation of keys",
            description = "When it is complete, nothing in the database depends on a key other than the current ones.")
    RotationView show() {
        var progress = rotateKeys.progress();
        return new RotationView(progress.isComplete(), progress.toSealAnew(), progress.toHashAnew());
    }
}

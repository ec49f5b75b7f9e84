package org.chengxin.chassis.etag;

import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Entity tags made of a version number. */
public final class ETags {

    private ETags() {}

    /** The strong entity tag of a version, quoted as HTTP wants it. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * A change must name the version that it was made from.
     *
     * @throws org.chengxin.chassis.problem.Refusal 428 without {@code If-Match}, 412 when it is stale
     */
    public static void require(@Nullable String ifMatch, long currentVersion) {
        if (ifMatch == null) {
            throw Problem.of(428, "if-match-missing", "Send If-Match with the ETag of the version that you have read.")
                    .refusal();
        }
        if (!ifMatch.equals(of(currentVersion)) && !ifMatch.equals("*")) {
            throw Problem.of(412, "if-match-stale", "It has changed since you read it; read it again.")
                    .refusal();
        }
    }
}

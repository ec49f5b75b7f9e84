package org.chengxin.record.intake;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.chengxin.chassis.problem.Problem;

/**
 * One thing wrong with what was handed in.
 *
 * @param pointer JSON Pointer into the data, {@code ""} for the whole
 * @param detail what is wrong there and how to mend it; never the value itself
 */
record Defect(Ground ground, String pointer, String detail) {

    /** A receipt has to fit into a message, whatever it answers. */
    private static final int MOST_NAMED = 50;

    private static final int LONGEST_POINTER = 300;

    static Defect at(Ground ground, String pointer, String detail) {
        return new Defect(ground, pointer, detail);
    }

    static Defect of(Ground ground, String pointer) {
        return new Defect(ground, pointer, ground.mending());
    }

    /** The refusal as REST answers it and as a receipt carries it: the gravest ground names it, the first fifty are listed. */
    static Problem problem(Collection<Defect> defects) {
        var sorted =
                defects.stream().sorted(Comparator.comparing(Defect::ground)).toList();
        var first = sorted.getFirst().ground();
        var problem = Problem.of(first.status(), first.slug(), first.mending());
        for (var defect : sorted.subList(0, Math.min(sorted.size(), MOST_NAMED))) {
            problem = problem.at(clipped(defect.pointer()), defect.detail());
        }
        if (sorted.size() > MOST_NAMED) {
            problem = problem.with("moreErrors", sorted.size() - MOST_NAMED);
        }
        List<String> slugs =
                sorted.stream().map(defect -> defect.ground().slug()).distinct().toList();
        return slugs.size() > 1 ? problem.with("slugs", slugs) : problem;
    }

    private static String clipped(String pointer) {
        if (pointer.length() <= LONGEST_POINTER) {
            return pointer;
        }
        var end =
                Character.isHighSurrogate(pointer.charAt(LONGEST_POINTER - 1)) ? LONGEST_POINTER - 1 : LONGEST_POINTER;
        return pointer.substring(0, end) + "…";
    }
}

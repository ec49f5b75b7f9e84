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

    static Defect at(Ground ground, String pointer, String detail) {
        return new Defect(ground, pointer, detail);
    }

    static Defect of(Ground ground, String pointer) {
        return new Defect(ground, pointer, ground.mending());
    }

    /** The refusal as REST answers it and as a receipt carries it: the gravest ground names it, every field is listed. */
    static Problem problem(Collection<Defect> defects) {
        var sorted =
                defects.stream().sorted(Comparator.comparing(Defect::ground)).toList();
        var first = sorted.getFirst().ground();
        var problem = Problem.of(first.status(), first.slug(), first.mending());
        for (var defect : sorted) {
            problem = problem.at(defect.pointer(), defect.detail());
        }
        List<String> slugs =
                sorted.stream().map(defect -> defect.ground().slug()).distinct().toList();
        return slugs.size() > 1 ? problem.with("slugs", slugs) : problem;
    }
}

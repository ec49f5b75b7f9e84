package org.chengxin.incentive.measures;

import static org.chengxin.incentive.measures.Csv.cell;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chengxin.incentive.measures.Measure.Application;
import org.chengxin.incentive.measures.Measure.Incentive;
import org.chengxin.incentive.measures.Measure.Sanction;
import org.jspecify.annotations.Nullable;

/**
 * The measures in force, in the order of their codes: a closed list (open question 10).
 *
 * <p>Measures that the platform refuses, leaves to the market or only forwards are in no list of measures in force.
 */
public class Measures {

    /** Incentives and sanctions rest on this text unless a law of their own is named. */
    static final String OPINION = "Yunnan opinion of 2017-10-14, clause ";

    private static final Set<String> APPLICABLE =
            Arrays.stream(Application.values()).map(Enum::name).collect(Collectors.toSet());

    private final TreeMap<String, Measure> byCode;

    Measures(Collection<? extends Measure> measures) {
        byCode = measures.stream()
                .collect(Collectors.toMap(
                        Measure::code,
                        measure -> measure,
                        (one, other) -> {
                            throw new IllegalArgumentException("Two measures are called " + one.code());
                        },
                        TreeMap::new));
    }

    /** Reads the two code lists as they are published. */
    static Measures read(String incentives, String sanctions) {
        return new Measures(Stream.concat(
                        Csv.rows(incentives).stream().map(Measures::incentive),
                        Csv.rows(sanctions).stream()
                                .filter(row -> APPLICABLE.contains(cell(row, "platform_default")))
                                .map(Measures::sanction))
                .toList());
    }

    public Optional<Measure> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /**
     * A page in the order of the codes.
     *
     * @param after the last code of the page before; null for the first page
     * @param kind null for both kinds
     */
    List<Measure> page(@Nullable Kind kind, @Nullable String after, int rows) {
        var rest = after == null ? byCode : byCode.tailMap(after, false);
        return rest.values().stream()
                .filter(measure -> kind == null || kind == Kind.of(measure))
                .limit(rows)
                .toList();
    }

    /** The two kinds, as they are asked for. */
    enum Kind {
        INCENTIVE,
        SANCTION;

        static Kind of(Measure measure) {
            return switch (measure) {
                case Incentive _ -> INCENTIVE;
                case Sanction _ -> SANCTION;
            };
        }
    }

    private static Incentive incentive(Map<String, String> row) {
        return new Incentive(
                cell(row, "code"),
                cell(row, "name_zh"),
                cell(row, "name_en"),
                OPINION + cell(row, "seed_clause"),
                cell(row, "provider_zh"),
                orNull(cell(row, "limit")),
                Criterion.of(cell(row, "eligibility_rule")));
    }

    private static Sanction sanction(Map<String, String> row) {
        return new Sanction(
                cell(row, "code"),
                cell(row, "name_zh"),
                cell(row, "name_en"),
                cell(row, "legal_basis"),
                cell(row, "implementing_agency_zh"),
                cell(row, "trigger"),
                cell(row, "content_en"),
                cell(row, "targets_en"),
                cell(row, "term"),
                Application.valueOf(cell(row, "platform_default")));
    }

    private static @Nullable String orNull(String cell) {
        return cell.equals("-") ? null : cell;
    }
}

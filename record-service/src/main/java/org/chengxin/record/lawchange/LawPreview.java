package org.chengxin.record.lawchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.chengxin.record.catalog.LegalBasis;
import org.chengxin.record.catalog.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * What a change of law would do: to the records that exist, if it were law today, and to the entry of the catalogue.
 *
 * @param concerned records that are still displayed and of that type or level
 * @param shorter of these, whose display would end earlier
 * @param endingAtOnce of these, whose display would be over
 * @param repairOpensEarlier of these, for which repair would open earlier
 * @param entry what the entry says now and would say, only where it differs; nothing for a type that does not exist yet
 */
record LawPreview(long concerned, long shorter, long endingAtOnce, long repairOpensEarlier, List<Difference> entry) {

    /** One member of the entry that would change. */
    record Difference(
            String member, @Nullable String now, @Nullable String then) {}

    static LawPreview of(Recomputations.Preview records, List<Difference> entry) {
        return new LawPreview(
                records.concerned(), records.shorter(), records.endingAtOnce(), records.repairOpensEarlier(), entry);
    }

    /** @param factsNow the parts of the schema of the facts by their pointers, each as JSON */
    static List<Difference> between(
            RecordType now, Map<String, String> factsNow, TypeDraft then, Map<String, String> factsThen) {
        var differences = new ArrayList<Difference>();
        differ(differences, "nameZh", now.nameZh(), then.nameZh());
        differ(differences, "nameEn", now.nameEn(), then.nameEn());
        differ(differences, "nationalClass", now.nationalClass(), then.nationalClass());
        differ(differences, "domain", now.domain(), then.domain());
        differ(differences, "occupation", now.occupation(), then.occupation());
        differ(differences, "polarity", now.polarity(), then.polarity());
        var openness = now.openness();
        differ(differences, "sharingScope", openness.sharingScope(), then.scope());
        differ(differences, "publicationBasis", openness.publicationBasis(), then.publicationBasis());
        differ(differences, "repairExclusionBasis", openness.repairExclusionBasis(), then.exclusion());
        differ(differences, "severity", now.severity(), then.severity());
        differ(differences, "noticeWorkingDays", now.noticeWorkingDays(), then.noticeWorkingDays());
        differ(
                differences,
                "minMonths",
                now.display().minMonths(),
                then.display().minMonths());
        differ(
                differences,
                "maxMonths",
                now.display().maxMonths(),
                then.display().maxMonths());
        differ(
                differences,
                "legalBases",
                sorted(now.legalBases().stream().map(LegalBasis::code).toList()),
                sorted(then.legalBases()));
        differ(
                differences,
                "providingDepartments",
                sorted(List.copyOf(now.providingDepartments())),
                sorted(then.providingDepartments().stream()
                        .map(TypeDraft.Provider::department)
                        .toList()));
        var parts = new TreeSet<>(factsNow.keySet());
        parts.addAll(factsThen.keySet());
        parts.forEach(part -> differ(differences, "factsSchema" + part, factsNow.get(part), factsThen.get(part)));
        return differences;
    }

    private static void differ(
            List<Difference> differences, String member, @Nullable Object now, @Nullable Object then) {
        if (!Objects.equals(now, then)) {
            differences.add(
                    new Difference(member, now == null ? null : now.toString(), then == null ? null : then.toString()));
        }
    }

    private static List<String> sorted(List<String> codes) {
        return codes.stream().sorted().toList();
    }
}

package org.chengxin.local.access;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A department with a system of its own: one client, one officer, one pair of topics. */
public record Department(String code, String nameZh) {

    /** The single bodies that lead or take part; collectives ("all provincial departments") have no system. */
    public static List<Department> all() {
        return Csv.seed("departments.csv").stream()
                .filter(row -> List.of("lead", "participating").contains(row.get("kind")))
                .filter(row -> !cell(row.get("note")).startsWith("Collective"))
                .map(row -> new Department(cell(row.get("code")), cell(row.get("name_zh"))))
                .toList();
    }

    /** The code as it stands in client, user and topic names. */
    public String slug() {
        return code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String clientId() {
        return "dept-" + slug();
    }

    public String officer() {
        return "officer-" + slug();
    }

    public String intakeTopic() {
        return "intake." + slug();
    }

    public String receiptsTopic() {
        return "receipts." + slug();
    }

    private static String cell(@Nullable String value) {
        return Objects.requireNonNull(value);
    }
}

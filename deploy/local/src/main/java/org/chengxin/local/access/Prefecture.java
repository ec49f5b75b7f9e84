package org.chengxin.local.access;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One of the 16 prefectures, by its GB/T 2260 division code. */
public record Prefecture(String division, String nameZh) {

    public static List<Prefecture> all() {
        return Csv.seed("prefectures.csv").stream().map(Prefecture::of).toList();
    }

    public String clientId() {
        return "prefecture-" + division;
    }

    private static Prefecture of(Map<String, String> row) {
        return new Prefecture(Objects.requireNonNull(row.get("code")), Objects.requireNonNull(row.get("name_zh")));
    }
}

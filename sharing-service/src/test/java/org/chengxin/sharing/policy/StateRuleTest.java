package org.chengxin.sharing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class StateRuleTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final List<String> STANDINGS = List.of(
            "IN_FORCE", "IN_FORCE", "IN_FORCE", "SUSPENDED", "REPAIRED", "WITHDRAWN", "DECLINED", "FROM_THE_FUTURE");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JsonMapper json;

    @ParameterizedTest(name = "{0}, answer until {1}, final on {2}, shown until {3}: {4}")
    @CsvSource({
        "IN_FORCE,  2026-11-22,           , 2027-03-10, ANNOUNCED",
        "IN_FORCE,  2026-11-21,           , 2027-03-10, EFFECTIVE",
        "IN_FORCE,  2026-11-21, 2026-11-23, 2027-03-10, EFFECTIVE",
        "IN_FORCE,  2026-11-21, 2026-11-22, 2027-03-10, FINAL",
        "IN_FORCE,  2026-11-22, 2026-11-22, 2027-03-10, ANNOUNCED",
        "IN_FORCE,            , 2026-11-22, 2026-11-23, FINAL",
        "IN_FORCE,            , 2026-11-22, 2026-11-22, EXPIRED",
        "SUSPENDED,           , 2026-01-01, 2026-11-23, SUSPENDED",
        "SUSPENDED,           , 2026-01-01, 2026-11-22, EXPIRED",
        "REPAIRED,            , 2026-01-01, 2027-03-10, REPAIRED",
        "REPAIRED,            , 2026-01-01, 2026-01-02, REPAIRED",
        "WITHDRAWN,           , 2026-01-01, 2027-03-10, WITHDRAWN",
        "DECLINED,            , 2026-01-01, 2027-03-10, WITHDRAWN",
        "FROM_THE_FUTURE,     , 2026-01-01, 2027-03-10, SUSPENDED"
    })
    void theStateOfADayIs(
            String standing, LocalDate answerUntil, LocalDate finalOn, LocalDate displayUntil, RecordState expected) {
        var rule = new StateByTheRule(standing, answerUntil, finalOn, displayUntil);

        var inSql = jdbc.sql("select record_state(:standing, :answerUntil, :finalOn, :displayUntil, :today)")
                .param("standing", standing)
                .param("answerUntil", answerUntil)
                .param("finalOn", finalOn)
                .param("displayUntil", displayUntil)
                .param("today", TODAY)
                .query(RecordState.class)
                .single();

        assertThat(inSql).isEqualTo(expected);
        assertThat(rule.on(TODAY)).isEqualTo(expected);
    }

    @Test
    void sqlAndJavaAgreeAroundEveryBoundary() {
        var rules = randomRules();

        var inSql = jdbc.sql("""
                        select record_state(r."standing", r."answerUntil", r."finalOn", r."displayUntil", r."today")
                        from rows from (jsonb_to_recordset(cast(:rules as jsonb)) as (
                            "standing" text, "answerUntil" date, "finalOn" date, "displayUntil" date, "today" date))
                            with ordinality as r ("standing", "answerUntil", "finalOn", "displayUntil", "today", nr)
                        order by r.nr
                        """)
                .param("rules", onDays(rules, 0))
                .query(RecordState.class)
                .list();

        var inJava = new ArrayList<RecordState>();
        for (int i = 0; i < rules.size(); i++) {
            inJava.add(rules.get(i).on(day(i)));
        }
        assertThat(inSql).isEqualTo(inJava);
    }

    @Test
    void betweenTwoTurnsTheStateStaysTheSame() {
        var rules = randomRules();

        var turns = jdbc.sql("""
                        select coalesce(next_turn(r."standing", r."answerUntil", r."finalOn", r."displayUntil", r."today"),
                                        date '2999-01-01')
                        from rows from (jsonb_to_recordset(cast(:rules as jsonb)) as (
                            "standing" text, "answerUntil" date, "finalOn" date, "displayUntil" date, "today" date))
                            with ordinality as r ("standing", "answerUntil", "finalOn", "displayUntil", "today", nr)
                        order by r.nr
                        """)
                .param("rules", onDays(rules, 0))
                .query(LocalDate.class)
                .list();

        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            var today = day(i);
            var turn = turns.get(i);
            assertThat(turn).isAfter(today);
            for (var later = today;
                    later.isBefore(turn) && later.isBefore(today.plusDays(20));
                    later = later.plusDays(1)) {
                assertThat(rule.on(later))
                        .as("%s from %s on %s", rule, today, later)
                        .isEqualTo(rule.on(today));
            }
        }
    }

    private static List<StateByTheRule> randomRules() {
        var random = new Random(20261122);
        var rules = new ArrayList<StateByTheRule>();
        for (int i = 0; i < 5_000; i++) {
            rules.add(new StateByTheRule(
                    STANDINGS.get(random.nextInt(STANDINGS.size())),
                    random.nextInt(3) == 0 ? null : TODAY.plusDays(random.nextInt(9) - 4),
                    random.nextInt(4) == 0 ? null : TODAY.plusDays(random.nextInt(9) - 4),
                    TODAY.plusDays(random.nextInt(12) - 3)));
        }
        return rules;
    }

    private static LocalDate day(int i) {
        return TODAY.plusDays(i % 5 - 2);
    }

    private String onDays(List<StateByTheRule> rules, int from) {
        var rows = new ArrayList<Map<String, Object>>();
        for (int i = from; i < rules.size(); i++) {
            var rule = rules.get(i);
            var row = new java.util.HashMap<String, Object>();
            row.put("standing", rule.standing());
            row.put("answerUntil", rule.answerUntil());
            row.put("finalOn", rule.finalOn());
            row.put("displayUntil", rule.displayUntil());
            row.put("today", day(i));
            rows.add(row);
        }
        return json.writeValueAsString(rows);
    }
}

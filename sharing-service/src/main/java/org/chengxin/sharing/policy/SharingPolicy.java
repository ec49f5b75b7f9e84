package org.chengxin.sharing.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.chengxin.sharing.policy.Governed.Flags;
import org.chengxin.sharing.policy.Governed.Shown;
import org.chengxin.sharing.policy.Governed.Withheld;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only way from the read model to anybody else: each path asks the SQL function {@code records_under_grant}, for one
 * person by way of {@code records_of_person}.
 *
 * <p>Sources: Q-4 (purpose, matter, minimum fields), A-3 and X-7 (final only), P-7 (nothing after the period).
 */
@Component
public class SharingPolicy {

    private static final int MOST_AT_ONCE = 10_000;

    /** One window of a page; what another region holds is not ours to pass on. PagePlanTest looks at its plan. */
    static final String WINDOW = """
            select subject_id, record_id, number, version, record_type, state, shareable, decided_on,
                   display_until, disputed, duty_performed, statement, fields, source, feed_position
            from records_under_grant(:agreementId, false, :today)
            where feed_position > :after and feed_position <= :upTo and (shareable or not :onlyShown)
              and source is null
            order by feed_position
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final ObjectReader fields;

    SharingPolicy(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        // Amounts keep their digits.
        this.fields = json.readerFor(new TypeReference<Map<String, Object>>() {})
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /**
     * What may be shown of a person.
     *
     * @param head of the feeds for the same look: what changes from here on is news; 0 when nothing is shown
     */
    public record Seen(long head, List<Shown> records) {}

    /** What may be shown of a person today, latest decision first. */
    public Seen shownOf(UUID subjectId, UUID grantId, boolean breakGlass, LocalDate today) {
        var head = new AtomicLong();
        var records = jdbc.sql("""
                        select subject_id, record_id, number, version, record_type, state, shareable, decided_on,
                               display_until, disputed, duty_performed, statement, fields, source, feed_position, head
                        from records_of_person(:subjectId, :grantId, :breakGlass, :today)
                        order by decided_on desc, record_id
                        """)
                .param("subjectId", subjectId)
                .param("grantId", grantId)
                .param("breakGlass", breakGlass)
                .param("today", today)
                .query((row, _) -> {
                    head.set(row.getLong("head"));
                    return shown(row);
                })
                .list();
        return new Seen(head.get(), records);
    }

    /** Records of a stretch of the feed in the order of their positions, and the position to go on from. */
    public record Stretch(List<Governed> records, long next) {}

    /**
     * Records whose latest change lies behind {@code after}, at most {@code limit}; none only when there is none up to
     * {@code upTo}.
     */
    public Stretch changedBetween(long after, long upTo, UUID agreementId, LocalDate today, int limit) {
        return between(after, upTo, agreementId, today, false, limit);
    }

    /** As {@link #changedBetween}, only what may be shown. */
    public Stretch standingBetween(long after, long upTo, UUID agreementId, LocalDate today, int limit) {
        return between(after, upTo, agreementId, today, true, limit);
    }

    /**
     * Goes window by window, so that a page costs the records that it passes and never all that follow, whatever the
     * planner makes of a policy whose selectivity it cannot know.
     */
    private Stretch between(long after, long upTo, UUID agreementId, LocalDate today, boolean onlyShown, int limit) {
        var found = new ArrayList<Governed>();
        long from = after;
        int window = limit;
        // A page need not be full; it is worth a second look only while it is nearly empty.
        while (from < upTo && found.size() * 2 < limit) {
            long end = endOfWindow(from, upTo, window);
            var some = within(from, end, agreementId, today, onlyShown, limit - found.size());
            found.addAll(some);
            from = found.size() == limit ? position(found.getLast()) : end;
            window = Math.min(2 * window, MOST_AT_ONCE);
        }
        return new Stretch(found, from);
    }

    private static long position(Governed record) {
        return Objects.requireNonNull(record.feedPosition(), "a change read from the feed has its position");
    }

    /** The position of the last of the next records, at most {@code most} of them; {@code upTo} when there are fewer. */
    private long endOfWindow(long after, long upTo, int most) {
        return jdbc.sql("""
                        select case when count(*) < :most then :upTo else max(w.feed_position) end
                        from (select r.feed_position from shared_record r
                              where r.feed_position > :after and r.feed_position <= :upTo
                              order by r.feed_position
                              limit :most) w
                        """)
                .param("after", after)
                .param("upTo", upTo)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    private List<Governed> within(
            long after, long upTo, UUID agreementId, LocalDate today, boolean onlyShown, int limit) {
        return jdbc.sql(WINDOW)
                .param("agreementId", agreementId)
                .param("today", today)
                .param("after", after)
                .param("upTo", upTo)
                .param("onlyShown", onlyShown)
                .param("limit", limit)
                .query((row, _) -> governed(row))
                .list();
    }

    private Governed governed(ResultSet row) throws SQLException {
        return row.getBoolean("shareable") ? shown(row) : withheld(row);
    }

    private static Withheld withheld(ResultSet row) throws SQLException {
        return new Withheld(
                row.getObject("record_id", UUID.class),
                row.getInt("number"),
                row.getLong("version"),
                row.getObject("feed_position", Long.class),
                RecordState.valueOf(row.getString("state")));
    }

    private Shown shown(ResultSet row) throws SQLException {
        return new Shown(
                row.getObject("subject_id", UUID.class),
                row.getObject("record_id", UUID.class),
                row.getInt("number"),
                row.getLong("version"),
                row.getObject("feed_position", Long.class),
                row.getString("record_type"),
                RecordState.valueOf(row.getString("state")),
                row.getObject("decided_on", LocalDate.class),
                row.getObject("display_until", LocalDate.class),
                new Flags(row.getBoolean("disputed"), row.getBoolean("duty_performed"), row.getString("statement")),
                fields.readValue(row.getString("fields")),
                row.getString("source"));
    }
}

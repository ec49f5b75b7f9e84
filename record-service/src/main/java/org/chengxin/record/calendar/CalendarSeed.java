package org.chengxin.record.calendar;

import java.time.LocalDate;
import java.util.List;
import org.chengxin.record.SeedFile;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Writes the holiday notices of the State Council from {@code seed/holiday-notices.csv}; a new year is a new row there. */
@Component
final class CalendarSeed implements JavaMigration {

    private final SeedFile notices = SeedFile.named("holiday-notices.csv");

    @Override
    public @Nullable MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return "seed of the calendar";
    }

    @Override
    public Integer getChecksum() {
        return SeedFile.checksum(List.of(notices));
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        var jdbc = JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
        for (var row : notices.rows()) {
            jdbc.sql("""
                    insert into calendar_day (day, kind, name_zh, notice)
                    select day::date, :kind, :name_zh, :notice
                      from generate_series(:from::date, :to::date, interval '1 day') as day
                    on conflict (day) do update
                       set kind = excluded.kind, name_zh = excluded.name_zh, notice = excluded.notice
                    """)
                    .param("kind", row.get("kind"))
                    .param("name_zh", row.get("name_zh"))
                    .param("notice", row.get("notice"))
                    .param("from", LocalDate.parse(row.get("from_day")))
                    .param("to", LocalDate.parse(row.get("to_day")))
                    .update();
        }
    }
}

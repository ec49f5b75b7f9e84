package org.chengxin.record.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.chengxin.record.sealed.Purpose;
import org.chengxin.record.sealed.Seal;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Seals what waits and what was refused, which stood there as it was sent, and leaves no column in which it could stand.
 *
 * <p>In one transaction, with both tables locked: whoever still writes as before is turned away. Both tables are written
 * anew, so that the old bytes do not stay in them.
 */
@Component
final class SealStoredEvents implements JavaMigration {

    private static final int AT_ONCE = 500;

    private final Seal seal;

    SealStoredEvents(Seal seal) {
        this.seal = seal;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("15");
    }

    @Override
    public String getDescription() {
        return "seal stored events";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        execute(connection, """
                lock table rejection, waiting_event in access exclusive mode;
                alter table rejection add column sealed bytea;
                alter table waiting_event add column sealed bytea
                """);
        sealRejections(connection);
        sealWaiting(connection);
        // What was sent to a topic of nobody is of no use to anybody.
        execute(connection, """
                delete from quarantined_event where consumer = 'intake';
                drop index rejection_with_content;
                alter table rejection drop column content, drop column message_key;
                alter table waiting_event drop column content, drop column message_key, alter column sealed set not null;
                create index rejection_with_content on rejection (received_at) where sealed is not null;
                cluster rejection using rejection_pkey;
                cluster waiting_event using waiting_event_pkey
                """);
    }

    private void sealRejections(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select id, content from rejection where content is not null");
                var update = connection.prepareStatement("update rejection set sealed = ? where id = ?")) {
            select.setFetchSize(AT_ONCE);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getObject("id", UUID.class);
                    update.setBytes(1, seal.seal(Purpose.QUARANTINE, id.toString(), rows.getBytes("content")));
                    update.setObject(2, id);
                    update.executeUpdate();
                }
            }
        }
    }

    private void sealWaiting(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                        select provider, event_id, encode(fingerprint, 'hex') as fingerprint, content from waiting_event
                        """);
                var update = connection.prepareStatement("""
                        update waiting_event
                           set sealed = ?
                         where provider = ? and event_id = ? and fingerprint = decode(?, 'hex')
                        """)) {
            select.setFetchSize(AT_ONCE);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var key = new EventKey(
                            rows.getString("provider"), rows.getString("event_id"), rows.getString("fingerprint"));
                    update.setBytes(1, seal.seal(Purpose.WAITING, WaitingEvents.place(key), rows.getBytes("content")));
                    update.setString(2, key.provider());
                    update.setString(3, key.eventId());
                    update.setString(4, key.fingerprint());
                    update.executeUpdate();
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

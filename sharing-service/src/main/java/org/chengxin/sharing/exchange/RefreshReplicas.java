package org.chengxin.sharing.exchange;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.sharing.exchange.Receivers.Receiver;
import org.chengxin.sharing.feed.FollowFeed;
import org.chengxin.sharing.feed.FollowFeed.Change;
import org.chengxin.sharing.feed.FollowFeed.Gone;
import org.chengxin.sharing.feed.FollowFeed.Kept;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Database mode of GB/T 39443: keeps each receiver's tables up to date by following its feed as the receiver itself
 * would, with the same policy, log, corrections and acknowledgements.
 */
@Component
class RefreshReplicas {

    private static final Logger log = LoggerFactory.getLogger(RefreshReplicas.class);

    private final FollowFeed followFeed;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Receivers receivers;
    private final TransactionTemplate transaction;

    RefreshReplicas(
            FollowFeed followFeed,
            JdbcClient jdbc,
            JsonMapper json,
            PlatformTransactionManager transactions,
            @Value("${chengxin.sharing.exchange.replicas}") String receivers) {
        this.followFeed = followFeed;
        this.jdbc = jdbc;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
        this.receivers = Receivers.of(receivers);
    }

    @Scheduled(fixedDelayString = "${chengxin.sharing.exchange.replicas-every}")
    void refreshAll() {
        receivers.all().forEach(this::refresh);
    }

    /** A feed that is closed takes all its copies back; another agreement fills them anew. */
    void refresh(Receiver receiver) {
        var agreement = followFeed.agreement(receiver.name(), receiver.feed()).orElse(null);
        transaction.executeWithoutResult(_ -> {
            if (!Objects.equals(agreement, filledUnder(receiver))) {
                emptied(receiver, agreement);
            }
        });
        try {
            if (agreement != null) {
                followFeed.follow(receiver.name(), receiver.feed(), changes -> apply(receiver, changes));
            }
        } catch (PeerUnavailable e) {
            log.warn("The copies of feed {} wait for {}", receiver.feed(), e.getMessage());
        }
    }

    private @Nullable UUID filledUnder(Receiver receiver) {
        return jdbc.sql("""
                        select agreement_id from exchange.replica
                        where receiver = :receiver and feed = :feed for update
                        """)
                .param("receiver", receiver.name())
                .param("feed", receiver.feed())
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    private void emptied(Receiver receiver, @Nullable UUID agreement) {
        jdbc.sql("delete from exchange.replica_record where receiver = :receiver and feed = :feed")
                .param("receiver", receiver.name())
                .param("feed", receiver.feed())
                .update();
        followFeed.startAgain(receiver.name(), receiver.feed());
        jdbc.sql("""
                        insert into exchange.replica (receiver, feed, agreement_id)
                        values (:receiver, :feed, :agreement)
                        on conflict (receiver, feed) do update set agreement_id = excluded.agreement_id
                        """)
                .param("receiver", receiver.name())
                .param("feed", receiver.feed())
                .param("agreement", agreement)
                .update();
    }

    private void apply(Receiver receiver, List<Change> changes) {
        for (var change : changes) {
            switch (change) {
                case Gone(var recordId) ->
                    jdbc.sql("""
                                    delete from exchange.replica_record
                                    where receiver = :receiver and feed = :feed and record_id = :recordId
                                    """)
                            .param("receiver", receiver.name())
                            .param("feed", receiver.feed())
                            .param("recordId", recordId)
                            .update();
                case Kept kept -> keep(receiver, kept);
            }
        }
    }

    private void keep(Receiver receiver, Kept kept) {
        var item = kept.item();
        jdbc.sql("""
                        insert into exchange.replica_record as r (receiver, feed, record_id, version, position, subject,
                                                                  record_type, disputed, duty_performed, statement,
                                                                  decided_on, display_until, fields)
                        values (:receiver, :feed, :recordId, :version, :position, cast(:subject as jsonb), :recordType,
                                :disputed, :dutyPerformed, :statement, :decidedOn, :displayUntil,
                                cast(:fields as jsonb))
                        on conflict (receiver, feed, record_id) do update set
                            version = excluded.version, position = excluded.position, subject = excluded.subject,
                            record_type = excluded.record_type, disputed = excluded.disputed,
                            duty_performed = excluded.duty_performed, statement = excluded.statement,
                            decided_on = excluded.decided_on, display_until = excluded.display_until,
                            fields = excluded.fields
                        """)
                .param("receiver", receiver.name())
                .param("feed", receiver.feed())
                .param("recordId", item.recordId())
                .param("version", item.version())
                .param("position", item.position())
                .param("subject", json.writeValueAsString(item.subject()))
                .param("recordType", item.recordType())
                .param("disputed", item.flags().disputed())
                .param("dutyPerformed", item.flags().dutyPerformed())
                .param("statement", item.flags().statement())
                .param("decidedOn", item.decidedOn())
                .param("displayUntil", item.displayUntil())
                .param("fields", json.writeValueAsString(item.fields()))
                .update();
    }
}

package org.chengxin.identity.account;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** Use case: the realm follows what was decided here, however often it was away. */
@Component
class FollowAccounts {

    private static final Logger log = LoggerFactory.getLogger(FollowAccounts.class);

    /** Far longer than an opening takes. */
    private static final Duration ABANDONED = Duration.ofMinutes(5);

    private final Accounts accounts;
    private final RealmUsers users;
    private final Semaphore round = new Semaphore(1);

    FollowAccounts(Accounts accounts, RealmUsers users) {
        this.accounts = accounts;
        this.users = users;
    }

    /** Begins a round unless one is under way, and does not wait for it: the clockwork has other work. */
    @Scheduled(fixedDelayString = "${chengxin.identity.accounts-every}")
    void beginRound() {
        if (round.tryAcquire()) {
            Thread.ofVirtual().name("accounts").start(() -> {
                try {
                    follow();
                } finally {
                    round.release();
                }
            });
        }
    }

    void follow() {
        try {
            // Of an opening that nobody finished nobody knows the user name: the person begins again, with the same
            // code.
            accounts.takeBackAbandoned(ABANDONED);
            for (var account : accounts.closing()) {
                users.remove(account.userName());
                accounts.forget(account.subjectId());
            }
        } catch (PeerUnavailable | HttpClientErrorException | DataAccessException away) {
            log.warn(
                    "The realm does not follow yet and is asked again ({})",
                    away.getClass().getSimpleName());
        }
    }
}

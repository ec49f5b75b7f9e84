package org.chengxin.repair.creditchina;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.chengxin.chassis.problem.Refusal;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseFiles;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.OpenCase;
import org.chengxin.repair.creditchina.CreditChina.Finding;
import org.chengxin.repair.creditchina.CreditChina.Item;
import org.chengxin.repair.creditchina.CreditChina.Request;
import org.chengxin.repair.creditchina.CreditChina.Unreadable;
import org.chengxin.repair.records.KnownRecords;
import org.chengxin.repair.repair.ApplyForRepair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes over what Credit China hands in, each item once: with its effect goes its position, or neither. */
@Component
class TakeRequests {

    private static final Logger log = LoggerFactory.getLogger(TakeRequests.class);

    private final CreditChina creditChina;
    private final Requests requests;
    private final ApplyForRepair applyForRepair;
    private final OpenCase openCase;
    private final CaseFiles files;
    private final KnownRecords records;
    private final FollowFinding followFinding;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TakeRequests(
            CreditChina creditChina,
            Requests requests,
            ApplyForRepair applyForRepair,
            OpenCase openCase,
            CaseFiles files,
            KnownRecords records,
            FollowFinding followFinding,
            TransactionTemplate transaction,
            Clock clock) {
        this.creditChina = creditChina;
        this.requests = requests;
        this.applyForRepair = applyForRepair;
        this.openCase = openCase;
        this.files = files;
        this.records = records;
        this.followFinding = followFinding;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @throws org.chengxin.chassis.peer.PeerUnavailable when Credit China does not answer; what was taken stands */
    void run() {
        while (true) {
            var items = creditChina.after(requests.position());
            if (items.isEmpty()) {
                return;
            }
            for (var item : items) {
                transaction.executeWithoutResult(_ -> {
                    if (requests.takes(item.position())) {
                        take(item);
                    }
                });
            }
        }
    }

    private void take(Item item) {
        switch (item) {
            case Request request -> {
                if (!requests.isKnown(request.requestNumber())) {
                    take(request, clock.instant());
                }
            }
            case Finding finding ->
                records.find(finding.recordId()).ifPresent(record -> followFinding.follow(record, finding));
            case Unreadable(var position, var number) -> {
                log.warn("Item {} of Credit China cannot be read", position);
                if (number != null) {
                    requests.refused(number, "request-unreadable", clock.instant());
                }
            }
        }
    }

    private void take(Request request, Instant now) {
        var record = records.find(request.recordId()).orElse(null);
        if (record == null) {
            requests.refused(request.requestNumber(), "record-not-found", now);
            return;
        }
        // The person may have applied here as well: one case, and both are answered.
        var open = files.ofRecord(record.recordId()).stream()
                .filter(file -> file.kind() == CaseKind.REPAIR && file.isOpen())
                .findFirst();
        if (open.isPresent()) {
            requests.belongs(request.requestNumber(), open.get().id(), now);
            return;
        }
        try {
            var opened = openCase.open(
                    applyForRepair.opening(Set.of(record.subjectId()), application(request)),
                    Actor.Machine.CREDIT_CHINA);
            // Opened by the person between looking and opening: taken next time.
            requests.belongs(
                    request.requestNumber(),
                    opened.orElseThrow(() -> new IllegalStateException("A case was opened meanwhile"))
                            .id(),
                    now);
        } catch (Refusal refused) {
            requests.refused(request.requestNumber(), refused.problem().slug(), now);
        }
    }

    private static ApplyForRepair.Application application(Request request) {
        return ApplyForRepair.Application.ofCreditChina(
                request.recordId(), request.method(), request.pledge(), request.explanation(), request.requestNumber());
    }
}

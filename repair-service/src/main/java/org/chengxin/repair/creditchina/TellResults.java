package org.chengxin.repair.creditchina;

import java.util.Objects;
import org.chengxin.repair.cases.CaseFiles;
import org.chengxin.repair.cases.Timeline;
import org.chengxin.repair.creditchina.CreditChina.Result;
import org.chengxin.repair.creditchina.Requests.ToTell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** Tells Credit China where its requests stand, after each step of theirs, until it has heard it. */
@Component
class TellResults {

    private static final Logger log = LoggerFactory.getLogger(TellResults.class);
    private static final int BATCH = 50;

    private final CreditChina creditChina;
    private final Requests requests;
    private final CaseFiles files;
    private final Timeline timeline;

    TellResults(CreditChina creditChina, Requests requests, CaseFiles files, Timeline timeline) {
        this.creditChina = creditChina;
        this.requests = requests;
        this.files = files;
        this.timeline = timeline;
    }

    /** @throws org.chengxin.chassis.peer.PeerUnavailable when Credit China does not hear; the rest waits */
    void run() {
        while (true) {
            var waiting = requests.toTell(BATCH);
            if (waiting.isEmpty()) {
                return;
            }
            waiting.forEach(this::tell);
        }
    }

    private void tell(ToTell waiting) {
        try {
            creditChina.tell(waiting.requestNumber(), result(waiting));
            requests.told(waiting, null);
        } catch (HttpClientErrorException e) {
            // It would be refused again; the case goes on all the same.
            log.warn(
                    "Credit China does not take the result of case {}: {}",
                    waiting.caseId(),
                    e.getStatusCode().value());
            requests.told(waiting, e.getStatusCode().value());
        }
    }

    private Result result(ToTell waiting) {
        var caseId = waiting.caseId();
        if (caseId == null) {
            return new Result(null, "NOT_ACCEPTED", waiting.refusal(), null, waiting.receivedAt());
        }
        var file = files.find(caseId).orElseThrow();
        var step = Objects.requireNonNull(timeline.of(caseId)).getLast();
        var decisions = timeline.decisions(caseId);
        return decisions.isEmpty() || file.isOpen()
                ? new Result(caseId, file.state().name(), null, null, step.at())
                : new Result(
                        caseId,
                        file.state().name(),
                        decisions.getLast().reason(),
                        decisions.getLast().basis(),
                        decisions.getLast().decidedAt());
    }
}

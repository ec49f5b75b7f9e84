package org.chengxin.repair.creditchina;

import org.chengxin.chassis.peer.PeerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** Both directions of the window, one after the other; an outage of Credit China is waited out. */
@Component
public class ExchangeWithCreditChina {

    private static final Logger log = LoggerFactory.getLogger(ExchangeWithCreditChina.class);

    private final TakeRequests takeRequests;
    private final TellResults tellResults;
    private final boolean open;

    ExchangeWithCreditChina(
            TakeRequests takeRequests,
            TellResults tellResults,
            @Value("${chengxin.peers.credit-china.url}") String url) {
        this.takeRequests = takeRequests;
        this.tellResults = tellResults;
        this.open = !url.isBlank();
    }

    /** Nothing happens where no address is configured. */
    public void run() {
        if (open) {
            waitedOut("requests", takeRequests::run);
            waitedOut("results", tellResults::run);
        }
    }

    private static void waitedOut(String what, Runnable direction) {
        try {
            direction.run();
        } catch (PeerUnavailable e) {
            log.warn("The {} of Credit China wait: {}", what, e.getMessage());
        } catch (HttpClientErrorException e) {
            // Its own text is somebody else's: only the status is ours to tell.
            log.warn(
                    "The {} of Credit China are refused with {}",
                    what,
                    e.getStatusCode().value());
        }
    }
}

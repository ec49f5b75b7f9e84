package org.chengxin.sharing.regions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chengxin.chassis.peer.Peer;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.peer.Peers;
import org.chengxin.sharing.corrections.ForeignCorrections;
import org.chengxin.sharing.corrections.ForeignCorrections.Settled;
import org.chengxin.sharing.corrections.ForeignCorrections.Told;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Asks other regions what became of their records that we gave on, passes it on to our askers, and confirms there when
 * all of them have confirmed here (D-8).
 *
 * <p>It may be stopped at any moment and run anywhere, also twice: a region tells until we confirm.
 */
@Component
public class FollowRegions {

    private static final Logger log = LoggerFactory.getLogger(FollowRegions.class);
    private static final int PAGE = 200;
    private static final int CONFIRMED_AT_ONCE = 1_000;
    private static final Set<String> OPS = Set.of("UPSERT", "STOP_USE");
    private static final Pattern REASON = Pattern.compile("[A-Z_]{1,40}");

    private final Peers peers;
    private final ForeignCorrections corrections;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FollowRegions(Peers peers, ForeignCorrections corrections, PlatformTransactionManager transactions, Clock clock) {
        this.peers = peers;
        this.corrections = corrections;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${chengxin.sharing.follow-regions-every}")
    public void follow() {
        var since = clock.instant().atOffset(ZoneOffset.UTC).minusMonths(12).toInstant();
        for (var region : corrections.regions(since)) {
            try {
                var peer = peers.named("region" + region);
                learn(region, peer);
                confirm(region, peer);
            } catch (PeerUnavailable | HttpClientErrorException | IllegalArgumentException e) {
                // The others are not held up; this one is asked again.
                log.warn(
                        "Corrections of region {} are not known now: {}",
                        region,
                        e.getClass().getName());
            }
        }
    }

    private void learn(String region, Peer peer) {
        String cursor = null;
        do {
            var from = cursor;
            var page = peer.safely(http -> Optional.ofNullable(http.get()
                            .uri(uri -> {
                                uri.path("/v1/queries/corrections").queryParam("limit", PAGE);
                                return from == null
                                        ? uri.build()
                                        : uri.queryParam("cursor", "{cursor}").build(from);
                            })
                            .retrieve()
                            .body(CorrectionsPage.class)))
                    .orElseThrow(() -> noAnswer(region));
            var told = Objects.requireNonNullElse(page.items(), List.<CorrectionItem>of()).stream()
                    .flatMap(item -> item.toTold().stream())
                    .toList();
            if (!told.isEmpty()) {
                transaction.executeWithoutResult(
                        _ -> corrections.told(region, told, LocalDate.now(clock), clock.instant()));
            }
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    private void confirm(String region, Peer peer) {
        while (true) {
            var settled = corrections.settled(region, CONFIRMED_AT_ONCE);
            if (settled.isEmpty()) {
                return;
            }
            peer.safely(http -> http.post()
                    .uri("/v1/queries/corrections/confirmations")
                    .body(new Confirmations(settled))
                    .retrieve()
                    .toBodilessEntity());
            corrections.confirmedThere(region, settled, clock.instant());
        }
    }

    private static PeerUnavailable noAnswer(String region) {
        return new PeerUnavailable("region" + region, new IllegalStateException("not an answer"));
    }

    /** What we read of the other region's list. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CorrectionsPage(
            @Nullable List<CorrectionItem> items, @Nullable String nextCursor) {}

    /** What we read of one correction. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CorrectionItem(
            @Nullable UUID recordId,
            @Nullable Long version,
            @Nullable String op,
            @Nullable String reason,
            @Nullable Instant changedAt) {

        /** Nothing of what is no correction: it is told again until it is one. */
        Optional<Told> toTold() {
            if (recordId == null || version == null || op == null || changedAt == null || !OPS.contains(op)) {
                return Optional.empty();
            }
            return Optional.of(new Told(
                    recordId,
                    version,
                    op,
                    reason != null && REASON.matcher(reason).matches() ? reason : null,
                    changedAt));
        }
    }

    /** What has been carried out here. */
    record Confirmations(List<Settled> items) {}
}

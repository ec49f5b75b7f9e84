package org.chengxin.sharing.agreements;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.sharing.agreements.Agreements.Position;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/agreements. */
@RestController
@RequestMapping("/v1/agreements")
class AgreementController {

    private final Agreements agreements;
    private final Cursors cursors;

    AgreementController(Agreements agreements, Cursors cursors) {
        this.agreements = agreements;
        this.cursors = cursors;
    }

    @GetMapping(produces = "application/json")
    @Operation(
            summary = "List who may get which records, for which purpose, on which legal basis, until when",
            parameters = {
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "limit",
                        schema = @Schema(type = "integer"),
                        description = "1 to 200, 50 unless told"),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "cursor",
                        schema = @Schema(type = "string"),
                        description = "The `nextCursor` of the page before")
            })
    @PreAuthorize("hasAnyAuthority('catalog-admin', 'auditor')")
    public Page<AgreementView> list(PageRequest page) {
        var after = cursors.read(page, Position.class).orElse(null);
        var views = agreements.all(after, page.limitPlusOne()).stream()
                .map(AgreementView::of)
                .toList();
        return cursors.page(views, page, view -> new Position(view.receiver(), view.agreementId()));
    }

    /** An agreement as the catalogue's keepers and the auditors see it. */
    record AgreementView(
            UUID agreementId,
            String receiver,
            @Nullable String feed,
            List<Purpose> purposes,
            String legalBasis,
            Agreement.Identity identity,
            List<String> regions,
            List<Agreement.Grant> grants,
            Agreement.Status status,
            LocalDate validFrom,
            LocalDate validUntil,
            Instant concludedAt) {

        static AgreementView of(Agreement agreement) {
            return new AgreementView(
                    agreement.agreementId(),
                    agreement.receiver(),
                    agreement.feed(),
                    agreement.purposes(),
                    agreement.legalBasis(),
                    agreement.identity(),
                    agreement.regions(),
                    agreement.grants(),
                    agreement.status(),
                    agreement.validFrom(),
                    agreement.validUntil(),
                    agreement.concludedAt());
        }
    }
}

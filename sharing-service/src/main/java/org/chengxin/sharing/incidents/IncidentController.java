package org.chengxin.sharing.incidents;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Declaring a leak, and the person's view of those that concern them (B-1). */
@RestController
class IncidentController {

    private final Incidents incidents;
    private final Clock clock;

    IncidentController(Incidents incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    @PostMapping(path = "/v1/access-reviews/incidents", produces = "application/json")
    @PreAuthorize("hasAuthority('auditor')")
    @Operation(
            summary = "Declare a leak of what a receiver was given",
            description = "From now on each person concerned sees it. The answer says until when the authority is"
                    + " told. 422 `incident-period-invalid`, `fields-invalid`.")
    public ResponseEntity<?> declare(@Valid @RequestBody Declaration declaration, Caller caller) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!declaration.from().isBefore(declaration.until())) {
            return Problem.unprocessable("incident-period-invalid", "The period ends before it begins.")
                    .at("/until", "is not after from")
                    .answer();
        }
        var incident = new Incident(
                UUID.randomUUID(),
                declaration.organisation(),
                declaration.from(),
                declaration.until(),
                declaration.kinds(),
                declaration.cause(),
                declaration.harm(),
                declaration.measures(),
                declaration.contact(),
                caller.name(),
                now);
        incidents.add(incident);
        return ResponseEntity.status(201).body(IncidentView.of(incident));
    }

    @GetMapping(path = "/v1/me/access-log/incidents", produces = "application/json")
    @PreAuthorize("hasAuthority('citizen')")
    @Operation(summary = "Leaks at receivers that were given something of mine, the latest 200")
    public IncidentsView mine(Caller caller) {
        return new IncidentsView(incidents.concerning(caller.requireSubject()).stream()
                .map(IncidentView::of)
                .toList());
    }

    /** What leaked, as far as it is known. */
    record Declaration(
            @NotBlank @Size(max = 80) String organisation,
            @NotNull Instant from,
            @NotNull Instant until,
            @NotBlank @Size(max = 400) String kinds,
            @NotBlank @Size(max = 1000) String cause,
            @NotBlank @Size(max = 1000) String harm,
            @NotBlank @Size(max = 1000) String measures,
            @NotBlank @Size(max = 400) String contact) {}

    /** A leak with the terms for telling of it. */
    record IncidentView(
            UUID incidentId,
            String organisation,
            Instant from,
            Instant until,
            String kinds,
            String cause,
            String harm,
            String measures,
            String contact,
            Instant declaredAt,
            Instant authorityBy,
            Instant personsBy) {

        static IncidentView of(Incident incident) {
            return new IncidentView(
                    incident.incidentId(),
                    incident.organisation(),
                    incident.from(),
                    incident.until(),
                    incident.kinds(),
                    incident.cause(),
                    incident.harm(),
                    incident.measures(),
                    incident.contact(),
                    incident.declaredAt(),
                    incident.authorityBy(),
                    incident.personsBy());
        }
    }

    /** The latest first. */
    record IncidentsView(List<IncidentView> items) {}
}

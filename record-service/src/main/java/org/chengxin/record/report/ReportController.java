package org.chengxin.record.report;

import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The person's report, free and at any time, for machines and on paper. */
@RestController
class ReportController {

    private final IssueReport issueReport;
    private final ReportPdf pdf;

    ReportController(IssueReport issueReport, ReportPdf pdf) {
        this.issueReport = issueReport;
        this.pdf = pdf;
    }

    @GetMapping(path = "/v1/me/report", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('citizen')")
    ResponseEntity<IssueReport.Issued> json(@RequestHeader(HttpHeaders.AUTHORIZATION) String token, Caller caller) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(issueReport.issue(caller.requireSubject(), token));
    }

    @GetMapping(path = "/v1/me/report", produces = MediaType.APPLICATION_PDF_VALUE)
    @PreAuthorize("hasAuthority('citizen')")
    ResponseEntity<byte[]> paper(@RequestHeader(HttpHeaders.AUTHORIZATION) String token, Caller caller) {
        var issued = issueReport.issue(caller.requireSubject(), token);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("report-" + issued.report().code() + ".pdf")
                                .build()
                                .toString())
                .body(pdf.of(issued));
    }

    /** Whether a report of this code was issued, and the hash of what was in it; nothing about anybody. */
    @GetMapping("/v1/ledger/reports/{code}")
    @SecurityRequirements
    IssueReport.Check check(@PathVariable String code) {
        return issueReport
                .check(code)
                .orElseThrow(() -> Problem.notFound("report-not-found", "No report was issued under this code.")
                        .refusal());
    }
}

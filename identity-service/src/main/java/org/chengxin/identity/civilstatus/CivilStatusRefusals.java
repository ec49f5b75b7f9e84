package org.chengxin.identity.civilstatus;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.chengxin.chassis.problem.Problem;

/** The refusals that all changes of the civil status share, for the published contract. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "403",
        description = "`not-public-security`, `role-missing`",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "404",
        description = "`subject-not-found`",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "409",
        description = "`subject-merged`, `subject-deceased`, `document-taken`, `death-recorded`",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "422",
        description = "`fields-invalid`, `document-invalid` with `reason`, `document-not-held`, `date-invalid`",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@interface CivilStatusRefusals {}

package org.chengxin.identity.merge;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.chengxin.chassis.problem.Problem;

/** The refusals that all steps of a merge share, for the published contract. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "403",
        description = "`four-eyes`, `role-missing`",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "404",
        description = "`merge-not-found`",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "409",
        description = "`merge-state` with `state`, `merge-chain`",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "422",
        description = "`fields-invalid`, `subject-not-found`",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@interface MergeRefusals {}

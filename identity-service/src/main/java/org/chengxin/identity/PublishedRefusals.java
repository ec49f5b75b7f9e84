package org.chengxin.identity;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** The refusals that every operation shares, added to each in the published contract, and an example of each slug. */
@Component
class PublishedRefusals implements GlobalOpenApiCustomizer {

    private static final String PROBLEM = "application/problem+json";

    /** In a description slugs stand between backticks, and have a hyphen. */
    private static final Pattern SLUG = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");

    @Override
    public void customise(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    addShared(path, method, operation);
                    operation.getResponses().forEach(PublishedRefusals::addExamples);
                }));
    }

    private static void addShared(String path, HttpMethod method, Operation operation) {
        var responses = operation.getResponses();
        if (operation.getParameters() != null && !operation.getParameters().isEmpty()) {
            add(responses, "400", "parameter-invalid");
        }
        if (operation.getRequestBody() != null) {
            add(responses, "400", "body-unreadable");
            add(responses, "413", "body-too-large");
            add(responses, "415", "format-not-taken");
            add(responses, "422", "fields-invalid");
            add(responses, "422", "prohibited-data");
        }
        if (method == HttpMethod.POST) {
            add(responses, "400", "idempotency-key-invalid");
            add(responses, "409", "idempotency-key-in-use");
            add(responses, "422", "idempotency-key-reused");
        }
        if (!path.equals("/v1/accounts")) {
            add(responses, "401", "token-missing");
            add(responses, "401", "token-invalid");
            add(responses, "403", "role-missing");
        }
        add(responses, "500", "internal-fault");
        add(responses, "503", "store-unavailable");
    }

    private static void add(ApiResponses responses, String status, String slug) {
        var response = responses.computeIfAbsent(
                status,
                _ -> new ApiResponse()
                        .content(new Content()
                                .addMediaType(
                                        PROBLEM,
                                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem")))));
        var told = response.getDescription();
        if (told == null) {
            response.setDescription("`" + slug + "`");
        } else if (!told.contains("`" + slug + "`")) {
            response.setDescription(told + "; `" + slug + "`");
        }
    }

    private static void addExamples(String status, ApiResponse response) {
        var problem =
                response.getContent() == null ? null : response.getContent().get(PROBLEM);
        if (problem == null) {
            return;
        }
        SLUG.matcher(response.getDescription())
                .results()
                .map(found -> found.group(1))
                .forEach(slug -> {
                    var example = new LinkedHashMap<String, Object>();
                    example.put("type", "urn:chengxin:problem:" + slug);
                    example.put("title", slug.replace('-', ' '));
                    example.put("status", Integer.valueOf(status));
                    problem.addExamples(slug, new Example().value(example));
                });
    }
}

package org.chengxin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * The API description that is committed is the one that the service gives.
 *
 * <p>Each service extends this once. {@code -Dcontracts.update=true} writes the description instead.
 */
@ServiceTest
public abstract class OpenApiContract {

    @Autowired
    private RestTestClient http;

    @Value("${spring.application.name}")
    private String application;

    @Test
    void theCommittedDescriptionIsTheOneThatTheServiceGives() throws IOException {
        Path committed = Path.of("..", "deploy", "contracts", "openapi", application + ".yaml");

        String given = http.get()
                .uri("/v3/api-docs.yaml")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();

        if (Boolean.getBoolean("contracts.update")) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, given);
        }
        assertThat(committed).as("run once with -Dcontracts.update=true").exists();
        assertThat(given).isEqualTo(Files.readString(committed));
    }
}

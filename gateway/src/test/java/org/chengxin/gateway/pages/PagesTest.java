package org.chengxin.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.chengxin.gateway.AtTheGateway;
import org.chengxin.gateway.proxy.Destination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest extends AtTheGateway {

    private static final Pattern LOADED = Pattern.compile("(?:src|link rel=\"stylesheet\" href)=\"([^\"]+)\"");

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/docs"})
    void aPageLoadsOnlyWhatTheGatewayHas(String path) throws Exception {
        var page = ask(path, request -> request);

        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.body()).contains("诚信").doesNotContain("<script>").doesNotContain(" style=");
        var loaded = new ArrayList<String>();
        for (var found : LOADED.matcher(page.body()).results().toList()) {
            loaded.add(found.group(1));
        }
        assertThat(loaded).isNotEmpty().allSatisfy(asset -> {
            assertThat(asset).startsWith("/");
            assertThat(ask(asset, request -> request).statusCode()).isEqualTo(200);
        });
    }

    @Test
    void scriptsComeFromHereOnly() throws Exception {
        assertThat(header(ask("/docs", request -> request), "Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .contains("connect-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("http")
                .doesNotContain("unsafe-eval");
    }

    @Test
    void theDocumentationNamesEveryService() throws Exception {
        var page = ask("/docs", request -> request).body();

        for (var destination : Destination.values()) {
            assertThat(page).contains("href=\"#" + destination.serviceName() + "\"");
        }
    }

    @Test
    void pagesAreReadAndNotWritten() throws Exception {
        var answer = ask("/docs", request -> request.POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
        assertThat(slug(answer)).isEqualTo("method-not-allowed");
    }

    @Test
    void anAssetThatDoesNotExistIsAProblem() throws Exception {
        var answer = ask("/docs/assets/nothing.js", request -> request);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(slug(answer)).isEqualTo("path-unknown");
    }
}

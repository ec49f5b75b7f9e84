package org.chengxin.gateway.pages;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.chengxin.gateway.problem.Problem;
import org.chengxin.gateway.problem.Problems;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** The start page, the API documentation, and the word for every address that does not exist. */
@Configuration(proxyBeanMethods = false)
class Pages {

    private static final Duration ASSETS_KEEP = Duration.ofHours(1);

    @Bean
    ResourceHttpRequestHandler ownAssets() {
        return assets("static/");
    }

    @Bean
    ResourceHttpRequestHandler documentationAssets(@Value("${chengxin.swagger-ui-version}") String version) {
        return assets("META-INF/resources/webjars/swagger-ui/" + version + "/");
    }

    @Bean
    SimpleUrlHandlerMapping pageRoutes(
            ResourceHttpRequestHandler ownAssets, ResourceHttpRequestHandler documentationAssets) {
        return new SimpleUrlHandlerMapping(
                Map.of(
                        "/",
                        new Page("start.html"),
                        "/docs",
                        new Page("docs.html"),
                        "/assets/**",
                        ownAssets,
                        "/docs/assets/**",
                        documentationAssets),
                1);
    }

    /** Comes after everything else, the operators' addresses included. */
    @Bean
    SimpleUrlHandlerMapping nothingElse() {
        HttpRequestHandler nothing = (_, response) -> Problems.answer(response, Problem.noSuchResource());
        return new SimpleUrlHandlerMapping(Map.of("/**", nothing), Ordered.LOWEST_PRECEDENCE - 10);
    }

    private static ResourceHttpRequestHandler assets(String folder) {
        var handler = new ResourceHttpRequestHandler();
        handler.setLocations(List.of(new ClassPathResource(folder)));
        handler.setCacheControl(CacheControl.maxAge(ASSETS_KEEP).cachePublic());
        return handler;
    }
}

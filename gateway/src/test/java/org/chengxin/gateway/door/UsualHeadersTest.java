package org.chengxin.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

class UsualHeadersTest {

    static Stream<String> headers() {
        return Stream.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer a.b-c_d.e",
                "bearer a.b.c",
                "BEARER a.b.c",
                "Bearer  a.b.c",
                "Bearer a.b.c ",
                "Bearer a b",
                "Bearer a+b/c~d==",
                "Bearer a=b",
                "Bearer a,b",
                "Bearer \u00e9",
                "Bearera.b.c",
                "Basic dTpw",
                "text with \t tab",
                "control \u0001",
                "delete \u007f",
                "诚信",
                "unassigned \u0378");
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("headers")
    void aTokenIsReadAsSpringSecurityReadsIt(String header) {
        assertThat(read(new UsualHeaders(), header)).isEqualTo(read(new DefaultBearerTokenResolver(), header));
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("headers")
    void aHeaderIsLetInAsSpringSecurityLetsItIn(String header) {
        assertThat(letIn(UsualHeaders.firewall(), header)).isEqualTo(letIn(new StrictHttpFirewall(), header));
    }

    private static String read(BearerTokenResolver resolver, String header) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        try {
            return String.valueOf(resolver.resolve(request));
        } catch (OAuth2AuthenticationException e) {
            return "refused: " + e.getError();
        }
    }

    private static boolean letIn(StrictHttpFirewall firewall, String header) {
        var request = new MockHttpServletRequest("GET", "/v1/me");
        request.addHeader("X-Any", header);
        try {
            return header.equals(firewall.getFirewalledRequest(request).getHeader("X-Any"));
        } catch (RequestRejectedException e) {
            return false;
        }
    }
}

package org.chengxin.record.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import org.chengxin.testkit.PeerServers;

/** An identity-service that goes by the name: 不符 disagrees, 无此人 is unknown, 少年 is a minor, 待核 is not verified yet. */
final class IdentityOfTests {

    private static final String ANSWER = """
            {"items": [{{#each (jsonPath request.body '$.items') as |item|}}{{#unless @first}},{{/unless}}
              {"ref": "{{item.ref}}",
              {{#if (contains item.name '不符')}}
                "problem": {"type": "urn:chengxin:problem:subject-mismatch", "title": "subject mismatch", "status": 422}
              {{else if (contains item.name '无此人')}}
                "problem": {"type": "urn:chengxin:problem:document-invalid", "reason": "CHECK", "status": 422}
              {{else if (contains item.name '待核')}}
                "problem": {"type": "urn:chengxin:problem:verification-pending", "status": 503}
              {{else}}
                "subjectId": "00000000-0000-4000-8000-{{substring item.document.number 6 18}}",
                "adultOn": "{{#if (contains item.name '少年')}}2026-06-01{{else}}2008-01-01{{/if}}"
              {{/if}}
              }{{/each}}]}
            """;

    private IdentityOfTests() {}

    static void isUp() {
        PeerServers.identity()
                .stubFor(post("/v1/subjects/resolve").willReturn(okJson(ANSWER).withTransformers("response-template")));
    }

    /** Those who were not verified yet are now. */
    static void hasVerifiedAll() {
        PeerServers.identity()
                .stubFor(post("/v1/subjects/resolve")
                        .willReturn(okJson(ANSWER.replace("待核", "\u0001")).withTransformers("response-template")));
    }

    static void isDown() {
        PeerServers.identity()
                .stubFor(post("/v1/subjects/resolve").willReturn(aResponse().withStatus(500)));
    }
}

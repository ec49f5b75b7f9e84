package org.chengxin.identity.resolution;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ResolutionTest extends IdentityApi {

    @Test
    void aBatchIsAnsweredInOrderEachItemForItself() {
        authoritySays("AGREES");
        var wang = Numbers.next();
        var li = Numbers.next();
        var wangId = register(wang, "王测试").subjectId();
        var liId = register(li, "李测试").subjectId();

        var answer = resolve(
                tokens.prefecture("530100"),
                false,
                item("li", li, "李 测试"),
                item("stranger", Numbers.next(), "赵测试"),
                item("wang", wang, "王测试"),
                item("wrong name", wang, "王大测试"),
                item("typo", "530199199001010010", "王测试"),
                Map.of("ref", "empty"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(refs(answer)).containsExactly("li", "stranger", "wang", "wrong name", "typo", "empty");
        assertThat(slugs(answer))
                .containsExactly("", "subject-unknown", "", "subject-mismatch", "document-invalid", "fields-invalid");
        assertThat(answer.body().at("/items/0/subjectId").asString()).isEqualTo(liId.toString());
        assertThat(answer.body().at("/items/2/subjectId").asString()).isEqualTo(wangId.toString());
        assertThat(answer.body().at("/items/4/problem/reason").asString()).isEqualTo("CHECK");
        assertThat(answer.text()).doesNotContain("adultOn").doesNotContain(wang).doesNotContain("测试");
    }

    @Test
    void aServiceAlsoLearnsWhenThePersonIsAnAdult() {
        authoritySays("AGREES");
        var number = Numbers.of("19991231", 901);
        register(number, "王测试");

        var answer = resolve(tokens.service("record-service"), false, item("1", number, "王测试"));

        assertThat(answer.body().at("/items/0/adultOn").asString()).isEqualTo("2018-01-01");
    }

    @Test
    void aServiceMayRegisterStrangersOnTheWay() {
        authoritySays("AGREES", Map.of("不符甲", "DISAGREES", "无名", "UNKNOWN"));
        var stranger = Numbers.next();
        var denied = Numbers.next();

        var answer = resolve(
                tokens.service("record-service"),
                true,
                item("1", stranger, "赵测试"),
                item("2", stranger, "赵 测试"),
                item("3", stranger, "钱测试"),
                item("4", denied, "不符甲"),
                item("5", Numbers.next(), "无名"));

        assertThat(slugs(answer))
                .containsExactly("", "", "subject-mismatch", "subject-mismatch", "subject-not-identified");
        assertThat(answer.body().at("/items/0/subjectId"))
                .isEqualTo(answer.body().at("/items/1/subjectId"));
        assertThat(answer.body().at("/items/0/adultOn").asString()).isNotBlank();
        assertThat(slugs(resolve(tokens.prefecture("530100"), false, item("1", denied, "不符甲"))))
                .containsExactly("subject-unknown");
    }

    /** One after the other, the hundred would be given up after eight minutes. */
    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void aSlowAuthorityMeansComeBackLaterAndNeverALongWait() {
        authorityAnswers(okJson("{\"result\":\"AGREES\"}").withFixedDelay(60_000));
        var items = IntStream.range(0, 100)
                .mapToObj(ref -> item(String.valueOf(ref), Numbers.next(), "测试甲"))
                .toList();

        var answer = resolve(tokens.service("record-service"), true, items);

        assertThat(slugs(answer)).hasSize(100).containsOnly("verification-pending");
        assertThat(slugs(resolve(tokens.service("record-service"), true, items.getFirst())))
                .containsExactly("verification-pending");
    }

    @Test
    void someoneRegisteredUnderADeniedNameIsVerifiedUnderTheRightOne() {
        authoritySays("DISAGREES");
        var number = Numbers.next();
        var id = register(number, "不符甲").subjectId();
        authoritySays("AGREES");

        var answer = resolve(tokens.service("record-service"), true, item("1", number, "王测试"));

        assertThat(answer.body().at("/items/0/subjectId").asString()).isEqualTo(id.toString());
        assertThat(slugs(resolve(tokens.service("record-service"), false, item("1", number, "不符甲"))))
                .containsExactly("subject-mismatch");
    }

    @Test
    void aThousandStrangersAreRegisteredAndFoundAgain() {
        authoritySays("AGREES");
        var items = IntStream.range(0, 1000)
                .mapToObj(ref -> item(String.valueOf(ref), Numbers.next(), "测试甲"))
                .toList();

        resolve(tokens.service("record-service"), true, items);
        var known = resolve(tokens.department(TAX), false, items);

        assertThat(known.status()).isEqualTo(200);
        assertThat(refs(known))
                .hasSize(1000)
                .isEqualTo(items.stream().map(item -> item.get("ref")).toList());
        assertThat(slugs(known)).containsOnly("");
    }

    @Test
    void moreThanAThousandIsTooMuchAndNothingTooLittle() {
        var many = IntStream.range(0, 1001)
                .mapToObj(ref -> item(String.valueOf(ref), "1", "测"))
                .toList();

        assertThat(resolve(tokens.service("record-service"), false, many).slug())
                .isEqualTo("batch-too-large");
        assertThat(resolve(tokens.service("record-service"), false, List.of()).slug())
                .isEqualTo("fields-invalid");
    }

    @Test
    void everyItemWithoutAReferenceIsNamedAtOnce() {
        var answer = resolve(
                tokens.service("record-service"),
                false,
                null,
                item("1", Numbers.next(), "王测试"),
                Map.of("name", "王测试"),
                item("r".repeat(101), Numbers.next(), "王测试"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("fields-invalid");
        var pointers = new ArrayList<String>();
        answer.body()
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asString()));
        assertThat(pointers).containsExactly("/items/0", "/items/2/ref", "/items/3/ref");
    }

    @Test
    void onlyAServiceRegistersOnTheWay() {
        var answer = resolve(tokens.prefecture("530100"), true, item("1", Numbers.next(), "王测试"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.slug()).isEqualTo("register-forbidden");
        assertThat(resolve(tokens.citizen(UUID.randomUUID()), false, item("1", Numbers.next(), "王测试"))
                        .status())
                .isEqualTo(403);
    }

    private Answer resolve(String token, boolean register, Object... items) {
        return resolve(token, register, Arrays.asList(items));
    }

    private Answer resolve(String token, boolean register, List<?> items) {
        return post(
                "/v1/subjects/resolve",
                token,
                register ? Map.of("register", true, "items", items) : Map.of("items", items));
    }

    private static List<String> refs(Answer answer) {
        var refs = new ArrayList<String>();
        answer.body().path("items").forEach(item -> refs.add(item.path("ref").asString()));
        return refs;
    }

    private static List<String> slugs(Answer answer) {
        var slugs = new ArrayList<String>();
        answer.body()
                .path("items")
                .forEach(item -> slugs.add(item.at("/problem/type").asString("").replace("urn:chengxin:problem:", "")));
        return slugs;
    }
}

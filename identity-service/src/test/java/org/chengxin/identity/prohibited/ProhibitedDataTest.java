package org.chengxin.identity.prohibited;

import static org.assertj.core.api.Assertions.assertThat;

import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class ProhibitedDataTest extends IdentityApi {

    @Autowired
    private ProhibitedNames names;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "fingerprint, FINGERPRINT",
        "leftFingerPrint, FINGERPRINT",
        "FACE_IMAGE, BIOMETRIC",
        "iris-template, BIOMETRIC",
        "bloodtype, BLOOD_TYPE",
        "本人指纹信息, FINGERPRINT",
        "ＲＥＬＩＧＩＯＮ, RELIGION",
        "healthStatus, DISEASE",
    })
    void aFieldOfAProhibitedKindIsRefusedByItsName(String field, String category) {
        authoritySays("AGREES");

        var answer = postText("/v1/subjects", tokens.department(TAX), """
                {"document": {"type": "RESIDENT_ID", "number": "%s"}, "name": "王测试", "realNameField": "TELECOM",
                 "%s": "x"}
                """.formatted(Numbers.next(), field));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("prohibited-data");
        assertThat(answer.body().path("category").asString()).isEqualTo(category);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo("/" + field);
    }

    @Test
    void alsoInsideOfTheDocument() {
        var answer = postText("/v1/subjects", tokens.department(TAX), """
                {"document": {"type": "RESIDENT_ID", "number": "%s", "photo": "aGVsbG8="}, "name": "王测试",
                 "realNameField": "TELECOM"}
                """.formatted(Numbers.next()));

        assertThat(answer.slug()).isEqualTo("prohibited-data");
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo("/document/photo");
    }

    @Test
    void anyOtherUnknownFieldIsAWrongField() {
        var answer = postText("/v1/subjects", tokens.department(TAX), """
                {"document": {"type": "RESIDENT_ID", "number": "%s"}, "name": "王测试", "realNameField": "TELECOM",
                 "shoeSize": 42}
                """.formatted(Numbers.next()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("fields-invalid");
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo("/shoeSize");
    }

    /** Whoever adds a column for one of these has to take this test away first. */
    @Test
    void noColumnOfTheDatabaseIsOfAProhibitedKind() {
        var columns = jdbc.sql("""
                select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'
                """).query(String.class).list();

        assertThat(columns)
                .hasSizeGreaterThan(50)
                .allSatisfy(column -> assertThat(names.categoryOf(column.substring(column.indexOf('.') + 1)))
                        .as(column)
                        .isEmpty());
    }
}

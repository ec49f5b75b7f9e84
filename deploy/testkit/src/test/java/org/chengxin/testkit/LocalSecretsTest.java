package org.chengxin.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chengxin.chassis.secret.LocalSecretInProduction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;

/** What everybody knows opens nothing in production. */
class LocalSecretsTest {

    @ParameterizedTest(name = "{0} of the local mode is refused")
    @CsvSource({
        "chengxin.client-secret, --spring.datasource.password=x --chengxin.cursor-key=x",
        "chengxin.cursor-key, --spring.datasource.password=x --chengxin.client-secret=x",
        "chengxin.record.sealing-secret, --spring.datasource.password=x --chengxin.client-secret=x --chengxin.cursor-key=x --chengxin.record.sealing-secret=local-sealing-secret",
        "spring.datasource.password, --chengxin.client-secret=x --chengxin.cursor-key=x",
        "chengxin.peers.region510000.client-secret, --chengxin.client-secret=x --chengxin.cursor-key=x --spring.datasource.password=x --chengxin.peers.region510000.client-id=region-530000 --chengxin.peers.region510000.client-secret=region-530000-secret",
        "chengxin.clock.offset, --chengxin.client-secret=x --chengxin.cursor-key=x --spring.datasource.password=x --chengxin.clock.offset=P1D"
    })
    void aLocalSecretDoesNotStartInProduction(String property, String otherSettings) {
        var arguments = ("--spring.profiles.active=production " + otherSettings).split(" ");

        assertThatThrownBy(() -> SpringApplication.run(SampleApplication.class, arguments))
                .isInstanceOf(LocalSecretInProduction.class)
                .hasMessageContaining(property);
    }
}

package org.chengxin.chassis.secret;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What a service keeps to itself. */
@AutoConfiguration
public class SecretAutoConfiguration {

    @Bean
    PurposeKeys purposeKeys(@Value("${chengxin.cursor-key}") String secret) {
        return new PurposeKeys(secret);
    }
}

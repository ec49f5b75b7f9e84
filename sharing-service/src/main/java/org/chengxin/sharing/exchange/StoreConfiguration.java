package org.chengxin.sharing.exchange;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Whether exports go to a store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreConfiguration.StoreSettings.class)
class StoreConfiguration {

    @Bean
    UploadFiles uploadFiles(
            StoreSettings settings,
            @Value("${chengxin.sharing.exchange.folder}") String folder,
            @Value("${chengxin.sharing.exchange.files}") String receivers,
            JsonMapper json) {
        var store = settings.bucket().isBlank() || folder.isBlank()
                ? Optional.<FileStore>empty()
                : Optional.<FileStore>of(new S3Store(settings));
        return new UploadFiles(store, Path.of(folder), Receivers.of(receivers), json);
    }

    /**
     * The store to which exports go: {@code chengxin.sharing.exchange.store}.
     *
     * @param bucket exists already; blank: exports stay in the folder
     * @param readTimeout longest silence of the store
     * @param callTimeout longest time for one file
     */
    @ConfigurationProperties("chengxin.sharing.exchange.store")
    record StoreSettings(
            @DefaultValue("") String bucket,
            @DefaultValue("http://localhost:9000") URI endpoint,
            @DefaultValue("local") String region,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey,
            @DefaultValue("2s") Duration connectTimeout,
            @DefaultValue("30s") Duration readTimeout,
            @DefaultValue("10m") Duration callTimeout) {

        /** Without the secret, so that no log line can carry it. */
        @Override
        public String toString() {
            return "StoreSettings[" + endpoint + ", " + bucket + "]";
        }
    }
}

package org.chengxin.sharing.exchange;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.chengxin.sharing.exchange.StoreConfiguration.StoreSettings;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of its own on a server that speaks S3, checks signatures and digests, and lives in this process. */
final class Bucket {

    private static final String KEY = "a-key";
    private static final String SECRET = "a-secret";
    private static final S3Proxy SERVER = started();

    private final String name = "exchange-" + UUID.randomUUID();

    Bucket() {
        try (var s3 = client()) {
            s3.createBucket(bucket -> bucket.bucket(name));
        }
    }

    StoreSettings settings() {
        return settings(address(), SECRET);
    }

    /** As somebody who does not know the secret. */
    StoreSettings ofAStranger() {
        return settings(address(), "another-secret");
    }

    /** The same, somewhere else. */
    StoreSettings at(URI endpoint) {
        return settings(endpoint, SECRET);
    }

    List<String> names() {
        try (var s3 = client()) {
            return s3.listObjectsV2(list -> list.bucket(name)).contents().stream()
                    .map(S3Object::key)
                    .sorted()
                    .toList();
        }
    }

    /** What stands under each name. */
    Map<String, byte[]> contents() {
        var contents = new TreeMap<String, byte[]>();
        try (var s3 = client()) {
            for (var key : names()) {
                contents.put(
                        key,
                        s3.getObjectAsBytes(get -> get.bucket(name).key(key)).asByteArray());
            }
        }
        return contents;
    }

    private StoreSettings settings(URI endpoint, String secret) {
        return new StoreSettings(
                name,
                endpoint,
                "local",
                KEY,
                secret,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofMinutes(2));
    }

    private static S3Client client() {
        return S3Client.builder()
                .endpointOverride(address())
                .region(Region.of("local"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .build();
    }

    private static URI address() {
        return URI.create("http://127.0.0.1:" + SERVER.getPort());
    }

    private static S3Proxy started() {
        var server = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return server;
    }
}

package org.chengxin.sharing.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.chengxin.sharing.exchange.StoreConfiguration.StoreSettings;
import org.chengxin.sharing.signing.Seal;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket of a store that speaks S3. An object appears there when it has come in whole: the store itself compares it with
 * the two digests that are sent along, and keeps the second as the object's metadata.
 */
final class S3Store implements FileStore, AutoCloseable {

    private static final String SHA256 = "sha256";
    private static final int AT_ONCE = 64 * 1024;

    private final S3Client s3;
    private final String bucket;

    S3Store(StoreSettings settings) {
        this.bucket = settings.bucket();
        this.s3 = S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.connectTimeout())
                        .socketTimeout(settings.readTimeout())
                        .build())
                // What every store understands, not only the largest one.
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(true)
                        .chunkedEncodingEnabled(false)
                        .build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(calls ->
                        calls.apiCallTimeout(settings.callTimeout()).retryStrategy(retry -> retry.maxAttempts(2)))
                .build();
    }

    @Override
    public Optional<String> sha256(String name) throws IOException {
        try {
            var there = s3.headObject(
                    HeadObjectRequest.builder().bucket(bucket).key(name).build());
            return Optional.of(there.metadata().getOrDefault(SHA256, ""));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    @Override
    public void put(String name, Path file, String sha256) throws IOException {
        var sums = Sums.of(file);
        if (!HexFormat.of().formatHex(sums.sha256()).equals(sha256)) {
            throw new IOException("a file of the export is not what its manifest says");
        }
        try {
            s3.putObject(
                    PutObjectRequest.builder()
                            .bucket(bucket)
                            .key(name)
                            .contentMD5(Base64.getEncoder().encodeToString(sums.md5()))
                            .checksumSHA256(Base64.getEncoder().encodeToString(sums.sha256()))
                            .metadata(Map.of(SHA256, sha256))
                            .build(),
                    RequestBody.fromFile(file));
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }

    /** Only the kind: the text of the store may quote what was sent. */
    private static IOException failed(SdkException e) {
        var kind = e.getClass().getSimpleName();
        return new IOException(
                e instanceof S3Exception answer
                        ? "the store answered " + answer.statusCode()
                        : "the store does not answer (" + kind + ")");
    }

    /** Two digests of a file, read once. */
    private record Sums(byte[] md5, byte[] sha256) {

        static Sums of(Path file) throws IOException {
            var md5 = checksum();
            var sha256 = Seal.digest();
            var some = new byte[AT_ONCE];
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(some); read >= 0; read = in.read(some)) {
                    md5.update(some, 0, read);
                    sha256.update(some, 0, read);
                }
            }
            return new Sums(md5.digest(), sha256.digest());
        }

        /** Against accidents on the way, as the protocol has it; SHA-256 is against everything else. */
        private static MessageDigest checksum() {
            try {
                return MessageDigest.getInstance("MD5");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("MD5 is part of every Java", e);
            }
        }
    }
}

package io.colonnade.server.export.destination;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Where an S3 store is and who asks it. Immutable; its text has no key.
 *
 * @param endpoint null for Amazon's own of the region
 * @param region null for what the SDK finds around it; where there is an endpoint, a name that most stores take
 * @param pathStyle whether the bucket stands in the path and not before the host's name
 * @param keys null for what the SDK finds around it: variables, profiles, the machine's role
 */
public record S3Connection(
        @Nullable URI endpoint,
        @Nullable String region,
        boolean pathStyle,
        @Nullable Keys keys) {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /** A pair of an access key and its secret. */
    public record Keys(String access, String secret) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /**
     * Returns a client's builder. Each request has the digest of its own bytes ({@code Content-MD5}, which every store knows and compares)
     * in place of the checksum behind the body that Amazon's store takes and others stumble over.
     */
    public S3ClientBuilder client() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
                .addPlugin(LegacyMd5Plugin.create())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle)
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false)
                        .build());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        if (region != null) {
            builder.region(Region.of(region));
        } else if (endpoint != null) {
            builder.region(Region.US_EAST_1);
        }
        if (keys != null) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.access(), keys.secret())));
        }
        return builder;
    }
}

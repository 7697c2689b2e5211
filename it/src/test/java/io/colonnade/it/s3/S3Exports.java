package io.colonnade.it.s3;

import io.colonnade.server.export.destination.Destination;
import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.PartName;
import io.colonnade.server.export.destination.Publication;
import io.colonnade.server.export.destination.S3Connection;
import io.colonnade.server.export.destination.S3Destination;
import io.colonnade.server.export.destination.S3Encryption;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Small exports into one bucket, whose manifests are the names of their files in lines. Not thread-safe.
 *
 * @param destination below {@code exports} in the bucket
 */
record S3Exports(Destination destination, S3Client client) implements AutoCloseable {
    static final String ROOT = "exports/";

    static S3Exports over(S3Connection connection) {
        return over(connection, null);
    }

    /** Tries as often as others do, and waits less. */
    static S3Exports over(S3Connection connection, @Nullable S3Encryption encryption) {
        S3Client client = connection
                .client()
                .overrideConfiguration(override -> override.retryStrategy(StandardRetryStrategy.builder()
                        .maxAttempts(3)
                        .circuitBreakerEnabled(false)
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                        .build()))
                .build();
        ExportPath root = ExportPath.parse("s3://" + S3Server.BUCKET + "/exports");
        return new S3Exports(new S3Destination(root, client, encryption, S3Exports::files), client);
    }

    static Optional<Set<String>> files(byte[] manifest) {
        String text = text(manifest);
        return text.startsWith("part-") || text.startsWith("x=")
                ? Optional.of(Set.of(text.split("\n")))
                : Optional.empty();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns names for the files of an export that was not yet: one in the folder itself, one in a partition. */
    static List<String> names() {
        String id = UUID.randomUUID().toString();
        return List.of(PartName.of(0, id, ".parquet"), "x=1/" + PartName.of(1, id, ".parquet"));
    }

    @Nullable
    Earlier earlier(List<String> folder) throws IOException {
        return destination
                .manifest(folder)
                .map(manifest -> new Earlier(manifest, files(manifest).orElseThrow()))
                .orElse(null);
    }

    /** Publishes files of these names, with what is there as the mode has it. */
    void export(List<String> folder, Mode mode, List<String> names) throws IOException {
        Earlier earlier = earlier(folder);
        try (Publication publication = destination.begin(folder, mode, "id", earlier)) {
            write(publication, names);
            publication.publish(manifest(mode, earlier, names));
        }
    }

    static void write(Publication publication, List<String> names) throws IOException {
        for (String name : names) {
            try (OutputStream out = publication.create(name)) {
                out.write(bytes("rows of " + name));
            }
        }
    }

    static byte[] manifest(Mode mode, @Nullable Earlier earlier, List<String> names) {
        List<String> all = new ArrayList<>(names);
        if (mode == Mode.APPEND && earlier != null) {
            all.addAll(earlier.files());
        }
        return bytes(String.join("\n", all));
    }

    @Override
    public void close() {
        client.close();
    }
}

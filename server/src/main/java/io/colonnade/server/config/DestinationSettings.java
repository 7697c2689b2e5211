package io.colonnade.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store that exports may go to.
 *
 * @param uri the folder that they may be in
 * @param s3 what is said of the store where it speaks S3
 * @param hdfs what is said of it where it is a cluster of Hadoop
 */
public record DestinationSettings(String uri, S3 s3, Hdfs hdfs) {
    /**
     * A store that speaks S3.
     *
     * @param endpoint its address; null for Amazon's own
     * @param region null for what is found around the server
     * @param keys null for what is found around the server
     * @param pathStyle whether the bucket's name stands in the path
     * @param encryption how it is asked to encrypt; null for not at all
     */
    public record S3(
            @Nullable URI endpoint,
            @Nullable String region,
            @Nullable Keys keys,
            boolean pathStyle,
            @Nullable Encryption encryption) {
        /** What holds where nothing is configured. */
        static final S3 USUAL = new S3(null, null, null, false, null);

        static S3 of(Values values) {
            return new S3(
                    values.optionalText("endpoint").map(URI::create).orElse(null),
                    values.optionalText("region").orElse(null),
                    values.optionalSecret("access_key")
                            .map(access -> new Keys(access, values.secret("secret_key")))
                            .orElse(null),
                    values.flag("path_style"),
                    values.optionalText("server_side_encryption")
                            .map(algorithm -> new Encryption(
                                    algorithm, values.optionalText("kms_key").orElse(null)))
                            .orElse(null));
        }
    }

    /**
     * A cluster of Hadoop.
     *
     * @param user as whom it is asked; null where it is a principal
     * @param kerberos as which principal it is asked; null where it is a user
     * @param files what else is said of it, in Hadoop's own form
     */
    public record Hdfs(@Nullable String user, @Nullable Kerberos kerberos, List<Path> files) {
        /** What holds where nothing is configured. */
        static final Hdfs USUAL = new Hdfs(null, null, List.of());

        public Hdfs {
            files = List.copyOf(files);
        }

        static Hdfs of(Values values) {
            return new Hdfs(
                    values.optionalText("user").orElse(null),
                    values.optionalText("principal")
                            .map(principal -> new Kerberos(principal, values.path("keytab")))
                            .orElse(null),
                    values.paths("hadoop_configuration"));
        }
    }

    /** A principal and the file with its keys. */
    public record Kerberos(String principal, Path keytab) {}

    /** An access key and its secret. */
    public record Keys(Secret access, Secret secret) {}

    /**
     * An encryption by the store.
     *
     * @param algorithm as S3 names it
     * @param kmsKey the key's id at the key service; null for its usual one
     */
    public record Encryption(String algorithm, @Nullable String kmsKey) {}

    /** Returns a store that speaks S3. */
    public static DestinationSettings of(String uri, S3 s3) {
        return new DestinationSettings(uri, s3, Hdfs.USUAL);
    }

    /** Returns a cluster of Hadoop. */
    public static DestinationSettings of(String uri, Hdfs hdfs) {
        return new DestinationSettings(uri, S3.USUAL, hdfs);
    }

    /** Returns a place of which nothing more is said. */
    static DestinationSettings of(String uri) {
        return of(uri, S3.USUAL);
    }

    static DestinationSettings of(Values values) {
        return new DestinationSettings(values.text("uri"), S3.of(values), Hdfs.of(values));
    }
}

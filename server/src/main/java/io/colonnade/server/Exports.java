package io.colonnade.server;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.Suggestion;
import io.colonnade.query.QueryPipeline;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.server.config.DestinationSettings;
import io.colonnade.server.config.ExportsSettings;
import io.colonnade.server.config.Secret;
import io.colonnade.server.export.Destinations;
import io.colonnade.server.export.ExportCommands;
import io.colonnade.server.export.ExportService;
import io.colonnade.server.export.ExportSettings;
import io.colonnade.server.export.Manifest;
import io.colonnade.server.export.destination.Destination;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.HdfsConnection;
import io.colonnade.server.export.destination.HdfsDestination;
import io.colonnade.server.export.destination.LocalDestination;
import io.colonnade.server.export.destination.S3Connection;
import io.colonnade.server.export.destination.S3Destination;
import io.colonnade.server.export.destination.S3Encryption;
import io.colonnade.server.parquet.ParquetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Makes what exports go through of the configuration. */
final class Exports {
    private Exports() {}

    static ExportCommands commands(
            ExportsSettings settings,
            QueryPipeline pipeline,
            AuditLog audit,
            BufferAllocator allocator,
            Closing closing) {
        checkLogins(settings.destinations().values());
        Map<String, Destination> stores = new LinkedHashMap<>();
        for (Map.Entry<String, DestinationSettings> named :
                settings.destinations().entrySet()) {
            stores.put(named.getKey(), destination(named.getKey(), named.getValue(), closing));
        }
        ExportSettings exports = new ExportSettings(
                settings.timeout(),
                settings.openPartitions(),
                Math.min(settings.writers(), Runtime.getRuntime().availableProcessors()),
                settings.running(),
                settings.approvalExpiry(),
                settings.sweepInterval(),
                key(settings));
        Destinations destinations = new Destinations(stores);
        Clock clock = Clock.systemUTC();
        ExportService service = new ExportService(pipeline, destinations, exports, allocator, clock);
        return new ExportCommands(pipeline, service, destinations, exports, audit, clock);
    }

    /** Hadoop knows one kind of login in a process. */
    private static void checkLogins(Collection<DestinationSettings> destinations) {
        if (destinations.stream().anyMatch(each -> each.hdfs().user() != null)
                && destinations.stream().anyMatch(each -> each.hdfs().kerberos() != null)) {
            throw refusal(
                    "destinations: clusters with Kerberos and clusters without it cannot be asked by one server", null);
        }
    }

    private static Destination destination(String name, DestinationSettings settings, Closing closing) {
        checkFiles("destinations." + name + ".", settings.hdfs());
        try {
            ExportPath root = ExportPath.parse(settings.uri());
            return switch (root.scheme()) {
                case "file" -> new LocalDestination(root);
                case "s3" -> s3(root, settings.s3(), closing);
                case "hdfs" -> hdfs(root, settings.hdfs());
                default ->
                    throw wrong("exports go to folders (file:), S3 stores (s3:) and clusters of Hadoop (hdfs:) only");
            };
        } catch (ColonnadeException e) {
            throw refusal(name, e.clientMessage(), e);
        } catch (SdkClientException e) {
            throw refusal(name, "no client can be made for it; name its region", e);
        } catch (IOException e) {
            throw refusal(name, "there is no such folder, or it cannot be read", e);
        }
    }

    /** Every key is checked, also those that are there for earlier files only. */
    private static @Nullable ParquetKey key(ExportsSettings settings) {
        Map<String, ParquetKey> keys = new LinkedHashMap<>();
        settings.keys().forEach((name, secret) -> keys.put(name, key(name, secret)));
        return settings.key()
                .map(name -> Optional.ofNullable(keys.get(name))
                        .orElseThrow(() -> refusal(
                                "exports.key: there is no exports.keys." + name + Suggestion.hint(name, keys.keySet()),
                                null)))
                .orElse(null);
    }

    private static ParquetKey key(String name, Secret secret) {
        return ParquetKey.of(name, secret.reveal())
                .orElseThrow(() -> refusal("exports.keys." + name + ": expected base64 of 16, 24 or 32 bytes", null));
    }

    private static Destination s3(ExportPath root, DestinationSettings.S3 settings, Closing closing) {
        if (!root.authority().matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw wrong(
                    "a bucket is named as in s3://bucket/exports, with 3 to 63 small letters, digits, dots and dashes");
        }
        DestinationSettings.Keys keys = settings.keys();
        DestinationSettings.Encryption encryption = settings.encryption();
        S3Connection connection = new S3Connection(
                settings.endpoint(),
                settings.region(),
                settings.pathStyle(),
                keys == null
                        ? null
                        : new S3Connection.Keys(
                                keys.access().reveal(), keys.secret().reveal()));
        return new S3Destination(
                root,
                closing.add(connection.client().build()),
                encryption == null ? null : new S3Encryption(encryption.algorithm(), encryption.kmsKey()),
                Manifest::filesOf);
    }

    /** Hadoop itself overlooks files that are not there. */
    private static void checkFiles(String prefix, DestinationSettings.Hdfs settings) {
        settings.files().forEach(file -> checkFile(prefix + "hadoop_configuration", file));
        if (settings.kerberos() != null) {
            checkFile(prefix + "keytab", settings.kerberos().keytab());
        }
    }

    private static void checkFile(String key, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw refusal(key + ": there is no such file, or it cannot be read: " + file.getFileName(), null);
        }
    }

    private static Destination hdfs(ExportPath root, DestinationSettings.Hdfs settings) {
        if (!root.authority().matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,252}[A-Za-z0-9])?(:[0-9]{1,5})?")) {
            throw wrong("a cluster is named as in hdfs://namenode:8020/exports, or by its name service");
        }
        DestinationSettings.Kerberos kerberos = settings.kerberos();
        HdfsConnection.Login login = kerberos == null
                ? new HdfsConnection.User(Objects.requireNonNull(settings.user()))
                : new HdfsConnection.Keytab(kerberos.principal(), kerberos.keytab());
        try {
            return new HdfsDestination(root, new HdfsConnection(login, settings.files()));
        } catch (IllegalArgumentException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "one of the files of its hadoop_configuration is none of Hadoop's");
        }
    }

    private static ColonnadeException wrong(String why) {
        return ColonnadeException.of(ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, why);
    }

    private static ColonnadeException refusal(String name, String why, @Nullable Throwable cause) {
        return refusal("destinations." + name + ".uri: " + why, cause);
    }

    private static ColonnadeException refusal(String what, @Nullable Throwable cause) {
        String message = "Invalid configuration: " + what;
        return cause == null
                ? ColonnadeException.of(ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, message)
                : ColonnadeException.causedBy(
                        cause, ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, message);
    }
}

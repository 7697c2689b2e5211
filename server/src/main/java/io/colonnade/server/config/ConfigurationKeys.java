package io.colonnade.server.config;

import static io.colonnade.server.config.ConfigurationKey.of;
import static io.colonnade.server.config.ConfigurationKey.optional;
import static io.colonnade.server.config.ConfigurationKey.required;
import static io.colonnade.server.config.KeyType.CERTIFICATE_DEMAND;
import static io.colonnade.server.config.KeyType.COUNT;
import static io.colonnade.server.config.KeyType.DURATION;
import static io.colonnade.server.config.KeyType.FLAG;
import static io.colonnade.server.config.KeyType.ORIGINS;
import static io.colonnade.server.config.KeyType.PATH;
import static io.colonnade.server.config.KeyType.PATHS;
import static io.colonnade.server.config.KeyType.PLACE;
import static io.colonnade.server.config.KeyType.PORT;
import static io.colonnade.server.config.KeyType.SECRET;
import static io.colonnade.server.config.KeyType.SIZE;
import static io.colonnade.server.config.KeyType.SOURCE_TYPE;
import static io.colonnade.server.config.KeyType.STORE_ENCRYPTION;
import static io.colonnade.server.config.KeyType.TEXT;
import static io.colonnade.server.config.KeyType.WORDS;

import java.util.List;

/** The table of all configuration keys: the reader, the JSON Schema and the manual are made from it. */
public final class ConfigurationKeys {
    /** Every key, in the order of the manual. */
    public static final List<ConfigurationKey> ALL = List.of(
            of("server.flight.host", TEXT, "127.0.0.1", "Address that the Flight SQL door listens on"),
            of("server.flight.port", PORT, "50051", "Port of the Flight SQL door"),
            optional("server.flight.tls.certificate", PATH, "PEM file with the certificate chain; turns TLS on"),
            optional("server.flight.tls.key", PATH, "PEM file with the certificate's private key"),
            optional(
                    "server.flight.tls.client_ca",
                    PATH,
                    "PEM file with the authorities whose client certificates count"),
            of(
                    "server.flight.tls.client_certificate",
                    CERTIFICATE_DEMAND,
                    "required",
                    "Whether clients must show a certificate where client_ca is set: required or optional"),
            of("server.http.host", TEXT, "127.0.0.1", "Address that the HTTP door listens on"),
            of("server.http.port", PORT, "8080", "Port of the HTTP door"),
            optional("server.http.tls.certificate", PATH, "PEM file with the certificate chain; turns HTTPS on"),
            optional("server.http.tls.key", PATH, "PEM file with the certificate's private key"),
            optional(
                    "server.http.tls.client_ca", PATH, "PEM file with the authorities whose client certificates count"),
            of(
                    "server.http.tls.client_certificate",
                    CERTIFICATE_DEMAND,
                    "required",
                    "Whether clients must show a certificate where client_ca is set: required or optional"),
            of(
                    "server.http.metrics.from",
                    PLACE,
                    "loopback",
                    "Where anybody may read /metrics from: loopback, anywhere or nowhere"),
            optional("server.http.metrics.roles", WORDS, "Roles whose principals may read /metrics from anywhere"),
            optional(
                    "server.http.cors.origins",
                    ORIGINS,
                    "Origins whose pages browsers let read answers; * is all of them. None, unless given"),
            of("server.http.cors.max_age", DURATION, "10m", "Time for which browsers remember that they may"),
            required(
                    "server.keys.tickets",
                    SECRET,
                    "Secret that tickets, handles and session tokens are sealed with; the same on every replica"),
            optional(
                    "server.keys.previous",
                    SECRET,
                    "Secret that server.keys.tickets had before: what was sealed with it still opens, until it is left out"),
            of(
                    "server.shutdown_grace",
                    DURATION,
                    "30s",
                    "Time that running streams have to finish when the server is told to stop"),
            required("sources.<name>.type", SOURCE_TYPE, "Kind of database"),
            required("sources.<name>.url", TEXT, "JDBC address of the database"),
            optional(
                    "sources.<name>.unix_socket",
                    PATH,
                    "File of the database's Unix domain socket, used in place of host and port"),
            required("sources.<name>.user", TEXT, "User to read as; it needs no right but to read"),
            required("sources.<name>.password", SECRET, "Password of that user"),
            of("sources.<name>.pool.maximum", COUNT, "16", "Connections to the source, at most"),
            of(
                    "sources.<name>.scan.parallelism",
                    COUNT,
                    "4",
                    "Connections that read one large table at a time, while the pool has enough; one more keeps their snapshot, and 1 turns it off"),
            of(
                    "sources.<name>.retry.tries",
                    COUNT,
                    "3",
                    "How often a statement is begun, at most, when the source fails in passing before its first rows; 1 turns it off"),
            of(
                    "sources.<name>.retry.pause",
                    DURATION,
                    "100ms",
                    "Time before the second try, more or less; each later pause is about twice as long"),
            of(
                    "sources.<name>.breaker.failures",
                    COUNT,
                    "5",
                    "Calls in a row that the source must not have answered before it is left alone"),
            of(
                    "sources.<name>.breaker.rest",
                    DURATION,
                    "10s",
                    "Time that it is left alone; then it is asked for its health"),
            of("projections", PATH, "projections", "Directory of the projection files"),
            required("security.issuers.[].issuer", TEXT, "Exact value of a token's iss"),
            required("security.issuers.[].audience", TEXT, "Value that a token's aud must hold"),
            optional("security.issuers.[].jwks", TEXT, "File or https address of the issuer's public keys (JWKS)"),
            optional(
                    "security.issuers.[].jwks_ca",
                    PATH,
                    "PEM file with the authorities that the issuer's https address is trusted by, in place of the Java runtime's"),
            optional(
                    "security.issuers.[].secret",
                    SECRET,
                    "Shared secret of at least 32 bytes instead of public keys: HS256, for development"),
            of("security.issuers.[].roles_claim", TEXT, "roles", "Claim that holds the roles; dots lead into objects"),
            optional(
                    "security.issuers.[].claims.<name>",
                    TEXT,
                    "Where a context claim is in the token, if not under its own name at the top"),
            optional(
                    "security.issuers.[].algorithms",
                    WORDS,
                    "Signature algorithms that are taken; without it all of RS, PS, ES and EdDSA, or HS256 for a secret"),
            of(
                    "security.issuers.[].clock_skew",
                    DURATION,
                    "30s",
                    "By how much the issuer's clock may differ from ours; at most 5m"),
            optional("security.users", PATH, "File of users with hashed passwords, certificates, roles and claims"),
            of("security.session_lifetime", DURATION, "8h", "Time after which a login must be repeated; at most 24h"),
            required("security.mask_key", SECRET, "Secret that the hash mask is keyed with; the same on every replica"),
            optional(
                    "security.encryption_key",
                    SECRET,
                    "Secret that the encrypt mask is keyed with, for projections that use it; the same on every replica"),
            of("security.audit.file", PATH, "audit.jsonl", "File that the audit is appended to"),
            of(
                    "security.audit.rotate_at",
                    SIZE,
                    "256MiB",
                    "Size at which the audit file is put aside under another name and begun anew"),
            of("limits.query_timeout", DURATION, "5m", "Time after which a query is stopped"),
            optional(
                    "limits.queries",
                    COUNT,
                    "Queries that run at a time; the others wait. As many as the largest pool has connections, unless given"),
            optional(
                    "limits.queries_per_principal",
                    COUNT,
                    "Queries of one principal that run at a time. Three quarters of all, unless given"),
            of("limits.queue_length", COUNT, "256", "Queries that may wait for their turn"),
            of("limits.queue_wait", DURATION, "30s", "Time that a query waits for its turn before it is refused"),
            of(
                    "limits.streams_per_principal",
                    COUNT,
                    "32",
                    "Streams that one principal may have open at all doors together, those that wait, listings and uploads included"),
            of(
                    "limits.requests_per_second",
                    COUNT,
                    "500",
                    "Requests that one principal, or one address of anonymous callers, may send in a second"),
            of(
                    "limits.refused_tokens_per_second",
                    COUNT,
                    "50",
                    "Bearer tokens from one address that may be refused in a second; while there were more, only those that were taken before are looked at"),
            of(
                    "limits.stalled_stream_timeout",
                    DURATION,
                    "5m",
                    "Time after which a stream ends that has rows for its client, who takes none"),
            of(
                    "limits.bytes_in_flight",
                    SIZE,
                    "256MiB",
                    "Memory for batches on their way to clients; beyond it nothing is read ahead"),
            of(
                    "limits.bytes_in_flight_per_principal",
                    SIZE,
                    "128MiB",
                    "Memory for one principal's batches on their way"),
            of("limits.sql_length", COUNT, "262144", "Characters of a statement"),
            of(
                    "limits.plan_depth",
                    COUNT,
                    "250",
                    "Levels of a statement: parentheses, operators, joins and sub-queries, WITH queries where they are named"),
            of(
                    "limits.tables",
                    COUNT,
                    "128",
                    "Tables that a statement reads, as often as it reads them, with those of its batches' own SQL"),
            of("limits.graphql.tokens", COUNT, "10000", "Words and signs of a GraphQL document"),
            of(
                    "limits.graphql.fields",
                    COUNT,
                    "5000",
                    "Fields of a GraphQL document, those of fragments wherever they are spread"),
            of("limits.graphql.depth", COUNT, "15", "How deep the fields of a GraphQL operation are nested"),
            of("limits.graphql.aliases", COUNT, "100", "Fields of a GraphQL operation that are renamed"),
            of("limits.graphql.root_fields", COUNT, "20", "Fields that a GraphQL operation begins with"),
            of("limits.graphql.hops", COUNT, "2", "Relations that a GraphQL operation follows one from another"),
            of(
                    "limits.graphql.levels",
                    COUNT,
                    "30",
                    "Selections of a GraphQL operation that read rows, each of which is a statement"),
            of(
                    "limits.graphql.cost",
                    COUNT,
                    "100000000",
                    "Values that a GraphQL operation may ask for: rows times columns, over all of its levels"),
            of("local.memory", SIZE, "512MiB", "Memory of the embedded engine that computes what no source can"),
            of("local.temporary", SIZE, "2GiB", "Disk space of the embedded engine"),
            required(
                    "destinations.<name>.uri",
                    TEXT,
                    "Folder that exports may be in, such as file:/var/exports, s3://bucket/exports or hdfs://namenode:8020/exports; which projection may go there is for its own rules to say"),
            optional(
                    "destinations.<name>.endpoint",
                    TEXT,
                    "Address of a store that speaks S3, such as https://minio.example:9000; Amazon's own, unless given"),
            optional(
                    "destinations.<name>.region",
                    TEXT,
                    "Region of the bucket; what the AWS SDK finds around the server, unless given"),
            optional(
                    "destinations.<name>.access_key",
                    SECRET,
                    "Access key to write with; what the AWS SDK finds around the server, unless given"),
            optional("destinations.<name>.secret_key", SECRET, "Secret of the access key"),
            of(
                    "destinations.<name>.path_style",
                    FLAG,
                    "false",
                    "Whether the bucket's name stands in the path of requests and not before the host's; most stores but Amazon's want it"),
            optional(
                    "destinations.<name>.server_side_encryption",
                    STORE_ENCRYPTION,
                    "How the store is asked to encrypt every object: AES256 or aws:kms"),
            optional(
                    "destinations.<name>.kms_key",
                    TEXT,
                    "Key of the key service that aws:kms encrypts with; the store's usual one, unless given"),
            optional("destinations.<name>.user", TEXT, "Name as which a cluster of Hadoop without Kerberos is asked"),
            optional(
                    "destinations.<name>.principal",
                    TEXT,
                    "Kerberos principal as which a cluster of Hadoop is asked, such as colonnade/host.example@EXAMPLE.COM"),
            optional("destinations.<name>.keytab", PATH, "File with the principal's keys"),
            optional(
                    "destinations.<name>.hadoop_configuration",
                    PATHS,
                    "Files in Hadoop's form that say more of a cluster, such as its core-site.xml and hdfs-site.xml; the environment is not asked"),
            of("exports.timeout", DURATION, "6h", "Time after which an export is stopped"),
            of(
                    "exports.open_partitions",
                    COUNT,
                    "16",
                    "Partitions of one export that have a file open at a time, each of which holds a row group in memory"),
            of(
                    "exports.writers",
                    COUNT,
                    "4",
                    "Threads that write one export at most, no more than there are processors; each writes files of its own and holds a row group in memory"),
            of(
                    "exports.running",
                    COUNT,
                    "2",
                    "Exports that run at a time of those for which no client waits (ASYNC, and approved ones); no principal has all of them, unless there is but one"),
            of(
                    "exports.approval_expiry",
                    DURATION,
                    "1d",
                    "Time after which an export that nobody has approved is given up"),
            of(
                    "exports.sweep_interval",
                    DURATION,
                    "10m",
                    "How often exports past their retention, and what failed ones have left, are looked for and deleted; where no export has ended since, every sixth time"),
            optional(
                    "exports.key",
                    TEXT,
                    "Name of the key that Parquet files are encrypted with, one of exports.keys, where they have to be"),
            optional(
                    "exports.keys.<name>",
                    SECRET,
                    "Key of Parquet's modular encryption: base64 of 16, 24 or 32 bytes. Files name it, and nothing else of it is in them"));

    private ConfigurationKeys() {}
}

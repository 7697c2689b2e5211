package io.colonnade.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.yaml.Problems;
import io.colonnade.yaml.YamlObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
    private static final Path HOME = Path.of("/srv/colonnade");

    private static final String LEAST = """
            server: {keys: {tickets: t}}
            sources: {shop: {type: postgresql, url: 'jdbc:postgresql://db/shop', user: reader, password: p}}
            security: {mask_key: m}
            """;

    private static final String FULL = """
            server:
              flight: {host: 0.0.0.0, port: 1, tls: {certificate: c.pem, key: k.pem, client_ca: ca.pem, client_certificate: optional}}
              http: {host: 0.0.0.0, port: 2, tls: {certificate: c.pem, key: k.pem, client_ca: ca.pem, client_certificate: required}, metrics: {from: nowhere, roles: [ops]}, cors: {origins: ["https://a.example", "http://[::1]:8080"], max_age: 1h}}
              keys: {tickets: ticket-secret, previous: older-secret}
              shutdown_grace: 45s
            sources:
              shop:
                type: postgresql
                url: jdbc:postgresql://db/shop
                unix_socket: run/.s.PGSQL.5432
                user: reader
                password: shop-secret
                pool: {maximum: 3}
                scan: {parallelism: 5}
                retry: {tries: 2, pause: 1s}
                breaker: {failures: 9, rest: 1m}
            projections: contracts
            security:
              issuers:
                - {issuer: https://a/, audience: us, jwks: https://a/jwks.json, jwks_ca: company.pem, roles_claim: groups, algorithms: [RS256, EdDSA], clock_skew: 1m, claims: {region: address.region}}
                - {issuer: https://b/, audience: us, jwks: keys.json}
                - {issuer: https://c/, audience: us, secret: shared}
              users: users.yaml
              session_lifetime: 2h
              mask_key: mask-secret
              encryption_key: encryption-secret
              audit: {file: logs/audit.jsonl, rotate_at: 5MiB}
            limits:
              query_timeout: 90s
              queries: 20
              queries_per_principal: 5
              queue_length: 40
              queue_wait: 3s
              streams_per_principal: 7
              requests_per_second: 11
              refused_tokens_per_second: 12
              stalled_stream_timeout: 4m
              bytes_in_flight: 64KiB
              bytes_in_flight_per_principal: 32KiB
              sql_length: 1000
              plan_depth: 50
              tables: 12
              graphql: {tokens: 1, fields: 2, depth: 3, aliases: 4, root_fields: 5, hops: 6, levels: 7, cost: 8}
            local: {memory: 1GiB, temporary: 3MiB}
            destinations:
              lake: {uri: 's3://bucket/exports', endpoint: 'https://minio.example:9000', region: eu-central-1, access_key: access-secret, secret_key: secret-secret, path_style: true, server_side_encryption: 'aws:kms', kms_key: key-1}
              cluster: {uri: 'hdfs://cluster/exports', user: colonnade, hadoop_configuration: [core-site.xml, /etc/hdfs-site.xml]}
              realm: {uri: 'hdfs://realm/exports', principal: colonnade@REALM, keytab: colonnade.keytab}
            exports:
              timeout: 2h
              open_partitions: 8
              writers: 5
              running: 3
              approval_expiry: 3d
              sweep_interval: 5m
              key: november
              keys: {november: AAAAAAAAAAAAAAAAAAAAAA==}
            """;

    private static Configuration read(String text, Map<String, String> environment, Map<String, String> options) {
        Problems problems = new Problems();
        YamlObject yaml = YamlObject.parse("colonnade.yaml", text, problems);
        return new ConfigurationReader(environment, options).read(yaml, HOME, problems);
    }

    private static Configuration read(String text) {
        return read(text, Map.of(), Map.of());
    }

    @Test
    void flightHasDefaults() {
        assertThat(read(LEAST).server().flight()).isEqualTo(new FlightSettings("127.0.0.1", 50051, null));
    }

    @Test
    void flightTakesEveryKey() {
        TlsSettings tls = new TlsSettings(HOME.resolve("c.pem"), HOME.resolve("k.pem"), HOME.resolve("ca.pem"), false);
        assertThat(read(FULL).server().flight()).isEqualTo(new FlightSettings("0.0.0.0", 1, tls));
    }

    @Test
    void httpHasDefaults() {
        assertThat(read(LEAST).server().http()).isEqualTo(new HttpSettings("127.0.0.1", 8080));
    }

    @Test
    void httpTakesEveryKey() {
        assertThat(read(FULL).server().http())
                .isEqualTo(new HttpSettings(
                        "0.0.0.0",
                        2,
                        new TlsSettings(HOME.resolve("c.pem"), HOME.resolve("k.pem"), HOME.resolve("ca.pem"), true),
                        new HttpSettings.Metrics("nowhere", Set.of("ops")),
                        new HttpSettings.Cors(List.of("https://a.example", "http://[::1]:8080"), Duration.ofHours(1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/",
                "a.example",
                "*, https://a.example",
                "HTTPS://A.EXAMPLE",
                "null",
                "https://*"
            })
    void whatBrowsersCallNoOriginIsNone(String origin) {
        assertThatThrownBy(() -> read(LEAST, Map.of(), Map.of("server.http.cors.origins", origin)))
                .hasMessageContaining("expected origins such as https://app.example.com");
    }

    @Test
    void ticketKeyIsTakenAndNeverPrinted() {
        ServerSettings server = read(FULL).server();
        assertThat(server.ticketKey()).isEqualTo(new Secret("ticket-secret"));
        assertThat(server.previousTicketKey()).contains(new Secret("older-secret"));
        assertThat(server.toString()).doesNotContain("ticket-secret", "older-secret");
        assertThat(read(LEAST).server().previousTicketKey()).isEmpty();
    }

    @Test
    void graceHasADefaultAndIsTaken() {
        assertThat(read(LEAST).server().shutdownGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(read(FULL).server().shutdownGrace()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void standardLimitsAreThoseOfAConfigurationThatNamesNone() {
        assertThat(LimitSettings.standard()).isEqualTo(read(LEAST).limits());
    }

    @Test
    void sourceHasDefaults() {
        assertThat(read(LEAST).sources())
                .containsExactly(Map.entry(
                        "shop",
                        new SourceSettings(
                                "postgresql", "jdbc:postgresql://db/shop", null, "reader", new Secret("p"), 16, 4)));
    }

    @Test
    void sourceTakesEveryKey() {
        assertThat(read(FULL).sources().get("shop"))
                .isEqualTo(new SourceSettings(
                        "postgresql",
                        "jdbc:postgresql://db/shop",
                        HOME.resolve("run/.s.PGSQL.5432"),
                        "reader",
                        new Secret("shop-secret"),
                        3,
                        5,
                        new SourceSettings.Resilience(2, Duration.ofSeconds(1), 9, Duration.ofMinutes(1))));
    }

    @Test
    void securityHasDefaults() {
        assertThat(read(LEAST).security())
                .isEqualTo(new SecuritySettings(
                        List.of(),
                        null,
                        Duration.ofHours(8),
                        new Secret("m"),
                        null,
                        new AuditSettings(HOME.resolve("audit.jsonl"))));
    }

    @Test
    void securityTakesEveryKey() {
        List<IssuerSettings> issuers = List.of(
                new IssuerSettings(
                        "https://a/",
                        "us",
                        new IssuerSettings.KeysAt(URI.create("https://a/jwks.json"), HOME.resolve("company.pem")),
                        "groups",
                        Set.of("RS256", "EdDSA"),
                        Duration.ofMinutes(1),
                        Map.of("region", "address.region")),
                new IssuerSettings("https://b/", "us", new IssuerSettings.KeysIn(HOME.resolve("keys.json")), "roles"),
                new IssuerSettings("https://c/", "us", new IssuerSettings.SharedSecret(new Secret("shared")), "roles"));
        assertThat(read(FULL).security())
                .isEqualTo(new SecuritySettings(
                        issuers,
                        HOME.resolve("users.yaml"),
                        Duration.ofHours(2),
                        new Secret("mask-secret"),
                        new Secret("encryption-secret"),
                        new AuditSettings(HOME.resolve("logs/audit.jsonl"), 5L << 20)));
    }

    @Test
    void limitsHaveDefaults() {
        assertThat(read(LEAST).limits())
                .isEqualTo(new LimitSettings(
                        Duration.ofMinutes(5),
                        null,
                        null,
                        new LimitSettings.Queue(256, Duration.ofSeconds(30)),
                        32,
                        500,
                        50,
                        Duration.ofMinutes(5),
                        256L << 20,
                        128L << 20,
                        new LimitSettings.Statements(
                                262_144, QueryLimits.STANDARD.depth(), QueryLimits.STANDARD.tables()),
                        new LimitSettings.GraphQl(10_000, 5_000, 15, 100, 20, 2, 30, 100_000_000)));
    }

    @Test
    void limitsTakeEveryKey() {
        assertThat(read(FULL).limits())
                .isEqualTo(new LimitSettings(
                        Duration.ofSeconds(90),
                        20,
                        5,
                        new LimitSettings.Queue(40, Duration.ofSeconds(3)),
                        7,
                        11,
                        12,
                        Duration.ofMinutes(4),
                        64L << 10,
                        32L << 10,
                        new LimitSettings.Statements(1_000, 50, 12),
                        new LimitSettings.GraphQl(1, 2, 3, 4, 5, 6, 7, 8)));
    }

    @Test
    void localHasDefaults() {
        assertThat(read(LEAST).local()).isEqualTo(new LocalSettings(512L << 20, 2L << 30));
    }

    @Test
    void localTakesEveryKey() {
        assertThat(read(FULL).local()).isEqualTo(new LocalSettings(1L << 30, 3L << 20));
        ExportsSettings exports = read(FULL).exports();
        assertThat(exports)
                .isEqualTo(new ExportsSettings(
                        exports.destinations(),
                        Duration.ofHours(2),
                        8,
                        5,
                        3,
                        Duration.ofDays(3),
                        Duration.ofMinutes(5),
                        Optional.of("november"),
                        Map.of("november", new Secret("AAAAAAAAAAAAAAAAAAAAAA=="))));
    }

    @Test
    void destinationTakesEveryKeyAndPrintsNoSecret() {
        ExportsSettings exports = read(FULL).exports();
        assertThat(exports.destinations())
                .containsEntry(
                        "lake",
                        DestinationSettings.of(
                                "s3://bucket/exports",
                                new DestinationSettings.S3(
                                        URI.create("https://minio.example:9000"),
                                        "eu-central-1",
                                        new DestinationSettings.Keys(
                                                new Secret("access-secret"), new Secret("secret-secret")),
                                        true,
                                        new DestinationSettings.Encryption("aws:kms", "key-1"))))
                .containsEntry(
                        "cluster",
                        DestinationSettings.of(
                                "hdfs://cluster/exports",
                                new DestinationSettings.Hdfs(
                                        "colonnade",
                                        null,
                                        List.of(HOME.resolve("core-site.xml"), Path.of("/etc/hdfs-site.xml")))))
                .containsEntry(
                        "realm",
                        DestinationSettings.of(
                                "hdfs://realm/exports",
                                new DestinationSettings.Hdfs(
                                        null,
                                        new DestinationSettings.Kerberos(
                                                "colonnade@REALM", HOME.resolve("colonnade.keytab")),
                                        List.of())))
                .hasSize(3);
        assertThat(exports.toString()).doesNotContain("access-secret", "secret-secret");
    }

    @Test
    void folderOfThisMachineNeedsNothingButItsPlace() {
        assertThat(read(LEAST + "destinations: {lake: {uri: 'file:/var/exports'}}\n")
                        .exports())
                .isEqualTo(ExportsSettings.to(Map.of("lake", "file:/var/exports")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uri: 'file:/x', region: eu|lake.region: it is for destinations whose uri begins with s3:",
                "uri: 's3://b/x', access_key: a|lake.access_key: it needs secret_key beside it",
                "uri: 's3://b/x', secret_key: a|lake.secret_key: it needs access_key beside it",
                "uri: 's3://b/x', kms_key: a|lake.kms_key: it needs 'server_side_encryption: aws:kms'",
                "uri: 's3://b/x', server_side_encryption: AES256, kms_key: a|lake.kms_key: it needs",
                "uri: 's3://b/x', server_side_encryption: rot13|expected AES256 or aws:kms",
                "uri: 'hdfs://n/x'|Missing key 'destinations.lake.user'",
                "uri: 'hdfs://n/x', user: a, region: eu|lake.region: it is for destinations whose uri begins with s3:",
                "uri: 's3://b/x', user: a|lake.user: it is for destinations whose uri begins with hdfs:",
                "uri: 'hdfs://n/x', principal: a|lake.principal: it needs keytab beside it",
                "uri: 'hdfs://n/x', keytab: a|lake.keytab: it needs principal beside it",
                "uri: 'hdfs://n/x', user: a, principal: a, keytab: a|lake.user: a cluster is asked as a user or",
                "uri: 'hdfs://n/x', user: a, hadoop_configuration: ''|expected paths of files",
                "uri: 's3://b/x', path_style: perhaps|expected true or false",
                "uri: 's3://b/x', endpoint: 'minio:9000'|lake.endpoint: expected an address",
                "uri: 's3://b/x', endpoint: 'https://user:p@minio:9000'|lake.endpoint: expected an address"
            })
    void destinationsKeysMustFitOneAnother(String keys, String problem) {
        assertThatThrownBy(() -> read(LEAST + "destinations: {lake: {" + keys + "}}\n"))
                .hasMessageContaining(problem);
    }

    @Test
    void noDestinationIsCalledAsWhatClientsDownload() {
        assertThatThrownBy(() -> read(LEAST + "destinations: {download: {uri: 'file:/x'}}\n"))
                .hasMessageContaining("Invalid destinations.download.uri")
                .hasMessageContaining("choose another name");
    }

    @Test
    void projectionsAreBesideTheFileUnlessSaidOtherwise() {
        assertThat(read(LEAST).projections()).isEqualTo(HOME.resolve("projections"));
        assertThat(read(FULL).projections()).isEqualTo(HOME.resolve("contracts"));
    }

    @Test
    void everyKeyOfTheTableIsInTheFullExample() {
        Problems problems = new Problems();
        YamlObject yaml = YamlObject.parse("colonnade.yaml", FULL, problems);
        KeyTree keys = KeyTree.of(ConfigurationKeys.ALL);
        List<String> given = YamlValues.of(yaml, keys, problems).keySet().stream()
                .map(path -> path.replace(".shop.", ".<name>.")
                        .replaceAll("destinations\\.[a-z]+", "destinations.<name>")
                        .replace("keys.november", "keys.<name>")
                        .replace("claims.region", "claims.<name>")
                        .replaceAll("\\.\\d\\.", ".[]."))
                .distinct()
                .toList();
        assertThat(given)
                .containsExactlyInAnyOrderElementsOf(ConfigurationKeys.ALL.stream()
                        .map(ConfigurationKey::path)
                        .toList());
    }

    @Test
    void environmentOverridesTheFileAndOptionsOverrideBoth() {
        Map<String, String> environment = Map.of(
                "COLONNADE_SERVER_FLIGHT_PORT", "7",
                "COLONNADE_SERVER_HTTP_PORT", "8",
                "COLONNADE_SOURCES_SHOP_POOL_MAXIMUM", "9",
                "COLONNADE_SECURITY_ISSUERS_2_ROLES_CLAIM", "teams",
                "COLONNADE_SECURITY_ISSUERS_2_CLAIMS_REGION", "area",
                "COLONNADE_SECURITY_ISSUERS_2_ALGORITHMS", "HS256",
                "COLONNADE_TICKET_KEY", "of no concern");
        Configuration configuration = read(FULL, environment, Map.of("server.flight.port", "10"));
        assertThat(configuration.server().flight().port()).isEqualTo(10);
        assertThat(configuration.server().http().port()).isEqualTo(8);
        assertThat(configuration.sources().get("shop").poolMaximum()).isEqualTo(9);
        assertThat(configuration.security().issuers().get(2).rolesClaim()).isEqualTo("teams");
        assertThat(configuration.security().issuers().get(2).claims()).isEqualTo(Map.of("region", "area"));
        assertThat(configuration.security().issuers().get(2).algorithms()).isEqualTo(Set.of("HS256"));
    }

    @Test
    void environmentAloneCanDescribeASource() {
        Map<String, String> environment = Map.of(
                "COLONNADE_SOURCES_MY_SHOP_TYPE", "postgresql",
                "COLONNADE_SOURCES_MY_SHOP_URL", "jdbc:postgresql://db/shop",
                "COLONNADE_SOURCES_MY_SHOP_USER", "reader",
                "COLONNADE_SOURCES_MY_SHOP_PASSWORD", "p");
        String text = "server: {keys: {tickets: t}}\nsecurity: {mask_key: m}\n";
        assertThat(read(text, environment, Map.of()).sources()).containsOnlyKeys("my_shop");
    }

    @Test
    void variablesAreExpandedWithTheirDefaults() {
        String text = LEAST.replace("password: p", "password: '${SHOP_PASSWORD}'")
                + "limits: {query_timeout: '${TIMEOUT:7m}'}\n";
        Configuration configuration = read(text, Map.of("SHOP_PASSWORD", "from $1 outside"), Map.of());
        assertThat(configuration.sources().get("shop").password().reveal()).isEqualTo("from $1 outside");
        assertThat(configuration.limits().queryTimeout()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void anOverriddenValueNeedsNotBeExpandable() {
        String text = LEAST.replace("password: p", "password: '${SHOP_PASSWORD}'");
        Configuration configuration = read(text, Map.of("COLONNADE_SOURCES_SHOP_PASSWORD", "direct"), Map.of());
        assertThat(configuration.sources().get("shop").password().reveal()).isEqualTo("direct");
    }

    @Test
    void everythingWrongIsReportedAtOnceWithItsPlace() {
        String text = """
                server:
                  flight: {prot: 50051}
                  http: {port: 99999}
                sources:
                  shop:
                    type: oracle
                    url: jdbc:postgresql://db/shop
                    user: reader
                    password: ${SHOP_PASSWORD}
                limits: {query_timeout: 5 parsecs}
                secrity: {}
                """;
        assertThatThrownBy(() -> read(text, Map.of("COLONNADE_SERVER_FLIGHT_PROT", "1"), Map.of("local.mem", "1")))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining(
                        "colonnade.yaml:2: Unknown key 'server.flight.prot'; did you mean" + " 'server.flight.port'?")
                .hasMessageContaining("colonnade.yaml:3: Invalid server.http.port: '99999'")
                .hasMessageContaining("colonnade.yaml:6: Invalid sources.shop.type: 'oracle'")
                .hasMessageContaining("colonnade.yaml:9: Missing value of 'sources.shop.password': environment"
                        + " variable SHOP_PASSWORD is not set")
                .hasMessageContaining("colonnade.yaml:10: Invalid limits.query_timeout: '5 parsecs'")
                .hasMessageContaining("colonnade.yaml:11: Unknown key 'secrity'; did you mean 'security'?")
                .hasMessageContaining("environment variable COLONNADE_SERVER_FLIGHT_PROT: It overrides no key; did"
                        + " you mean 'COLONNADE_SERVER_FLIGHT_PORT'?")
                .hasMessageContaining("option --set local.mem: Unknown key 'local.mem'")
                .hasMessageContaining("Missing key 'server.keys.tickets'")
                .hasMessageContaining("Missing key 'security.mask_key'");
    }

    @Test
    void tlsNeedsBothItsFiles() {
        assertThatThrownBy(() -> read(LEAST, Map.of(), Map.of("server.flight.tls.certificate", "c.pem")))
                .hasMessageContaining("Missing key 'server.flight.tls.key'");
    }

    @Test
    void anIssuerHasOneKindOfKeys() {
        String text = LEAST.replace("{mask_key: m}", "{mask_key: m, issuers: [{issuer: a, audience: b}]}");
        assertThatThrownBy(() -> read(text)).hasMessageContaining("give either 'jwks'");
    }

    @Test
    void authoritiesOfAnIssuerNeedAnHttpsAddress() {
        for (String keys : List.of("secret: s", "jwks: keys.json", "jwks: http://localhost/jwks.json")) {
            String text = LEAST.replace(
                    "{mask_key: m}",
                    "{mask_key: m, issuers: [{issuer: a, audience: b, jwks_ca: c.pem, " + keys + "}]}");
            assertThatThrownBy(() -> read(text))
                    .hasMessageContaining("jwks_ca: it needs a 'jwks' beside it that begins with https://");
        }
    }

    @Test
    void aSecretOfTheWrongFormIsNotShown() {
        assertThatThrownBy(() -> read(LEAST.replace("tickets: t", "tickets: ''")))
                .hasMessageContaining("Invalid server.keys.tickets: (expected a secret that is not empty)");
    }

    @Test
    void aListInPlaceOfAValueIsAProblemAndNoCrash() {
        assertThatThrownBy(() -> read(LEAST + "projections: [a, b]\nlocal: 5\n"))
                .hasMessageContaining("Invalid projections: expected a single value")
                .hasMessageContaining("Invalid local: expected a mapping");
    }
}

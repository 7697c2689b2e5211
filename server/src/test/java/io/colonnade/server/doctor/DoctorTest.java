package io.colonnade.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.contract.Contracts;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.finding.Finding;
import io.colonnade.finding.Severity;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.MaskRule;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.security.policy.RowFilter;
import io.colonnade.server.config.Configuration;
import io.colonnade.server.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor finds without asking a database: each fault provoked, and absent where nothing is wrong. */
final class DoctorTest {
    private static final String SECRET = "thirty-two bytes of a long secret";

    @TempDir
    private Path directory;

    private final Map<String, String> options = new LinkedHashMap<>();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("colonnade.yaml");
        Files.writeString(file, """
                server: {keys: {tickets: '${TICKETS}'}}
                sources: {shop: {type: postgresql, url: 'jdbc:postgresql://localhost/shop', user: u, password: '${TICKETS}'}}
                security: {mask_key: '${TICKETS}'}
                """);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private Configuration configuration() {
        return new ConfigurationReader(Map.of("TICKETS", SECRET), options).read(file);
    }

    private List<String> wrong() {
        return wrong(Doctor.ofConfiguration(configuration()));
    }

    private static List<String> wrong(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() != Severity.OK)
                .map(finding -> finding.severity() + " " + finding.check())
                .toList();
    }

    @Test
    void nothingIsWrongWithADeploymentThatKeepsToItself() {
        assertThat(wrong()).isEmpty();
        assertThat(wrong(Doctor.ofFile(file, configuration()))).isEmpty();
        assertThat(Doctor.ofConfiguration(configuration()))
                .extracting(Finding::check)
                .containsExactly("doors", "secrets", "issuers", "audit", "files");
    }

    @ParameterizedTest
    @CsvSource({
        "server.flight.host, 0.0.0.0, WARNING doors",
        "server.http.host, 192.0.2.7, WARNING doors",
        "server.keys.tickets, short, WARNING secrets",
        "security.mask_key, fifteen--bytes-, WARNING secrets",
        "security.audit.file, /nowhere/at/all/audit.jsonl, ERROR audit"
    })
    void eachFaultOfAConfigurationIsFound(String key, String value, String expected) {
        options.put(key, value);
        assertThat(wrong()).containsExactly(expected);
    }

    @Test
    void loopbackAddressesOfEitherKindNeedNoEncryption() {
        options.put("server.flight.host", "::1");
        options.put("server.http.host", "localhost");
        assertThat(wrong()).isEmpty();
    }

    @Test
    void issuersThatAnybodyCouldSignForAreWarnings() throws IOException {
        Files.writeString(file, Files.readString(file).replace("security: {", """
                        security: {issuers: [
                          {issuer: dev, audience: colonnade, secret: '${TICKETS}'},
                          {issuer: open, audience: colonnade, jwks: 'http://id.example/jwks.json'},
                          {issuer: good, audience: colonnade, jwks: 'https://id.example/jwks.json'}], """));
        assertThat(Doctor.ofConfiguration(configuration()))
                .filteredOn(finding -> finding.check().equals("issuers"))
                .extracting(Finding::severity, finding -> finding.what().replaceAll(".*issuer (\\w+) .*", "$1"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Severity.WARNING, "dev"),
                        org.assertj.core.groups.Tuple.tuple(Severity.WARNING, "open"));
    }

    @Test
    void filesWithSecretsThatEverybodyReadsAreWarnings() throws IOException {
        for (String name : List.of("users.yaml", "audit.jsonl")) {
            Files.setPosixFilePermissions(
                    Files.writeString(directory.resolve(name), "users: {}"),
                    PosixFilePermissions.fromString("rw-r--r--"));
        }
        options.put("security.users", "users.yaml");
        assertThat(wrong()).containsExactly("WARNING files", "WARNING files");
        Files.setPosixFilePermissions(directory.resolve("users.yaml"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(directory.resolve("audit.jsonl"), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(wrong()).isEmpty();
    }

    @Test
    void filesThatEverybodyMayChangeAreWarnings() throws IOException {
        Path projections = Files.createDirectory(directory.resolve("projections"));
        for (Path path : List.of(
                Files.writeString(directory.resolve("users.yaml"), "users: {}"),
                Files.writeString(projections.resolve("sales.yaml"), ""))) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-----w-"));
        }
        options.put("security.users", "users.yaml");
        assertThat(wrong()).containsExactly("WARNING files", "WARNING files");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));
        assertThat(wrong(Doctor.ofFile(file, configuration()))).containsExactly("WARNING files");
    }

    @Test
    void keysAndAuthoritiesThatEverybodyMayChangeAreWarnings() throws IOException {
        for (String name : List.of("keys.json", "company.pem", "clients.pem")) {
            Path path = Files.writeString(directory.resolve(name), "");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--rw-"));
        }
        Files.writeString(file, Files.readString(file).replace("security: {", """
                security: {issuers: [
                  {issuer: a, audience: us, jwks: keys.json},
                  {issuer: b, audience: us, jwks: 'https://id.example/jwks.json', jwks_ca: company.pem}],"""));
        options.put("server.http.tls.certificate", "door.pem");
        options.put("server.http.tls.key", "door.key");
        options.put("server.http.tls.client_ca", "clients.pem");
        assertThat(wrong()).containsExactly("WARNING files", "WARNING files", "WARNING files");
    }

    @Test
    void keyBeforeThisOneIsASecretToo() throws IOException {
        String previous = "the secret that it had before";
        Files.writeString(file, Files.readString(file).replace("keys: {", "keys: {previous: '" + previous + "', "));
        assertThat(wrong(Doctor.ofFile(file, configuration()))).containsExactly("WARNING files");
    }

    @Test
    void configurationThatEverybodyReadsIsAWarningOnlyIfItHoldsASecretItself() throws IOException {
        assertThat(wrong(Doctor.ofFile(file, configuration()))).isEmpty();
        Files.writeString(file, Files.readString(file).replace("${TICKETS}", SECRET));
        List<Finding> found = Doctor.ofFile(file, configuration());
        assertThat(wrong(found)).containsExactly("WARNING files");
        assertThat(found.toString()).doesNotContain(SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(wrong(Doctor.ofFile(file, configuration()))).isEmpty();
    }

    @Test
    void noFindingHoldsASecret() {
        options.put("server.keys.tickets", "hunter2");
        options.put("security.mask_key", "hunter3");
        assertThat(Doctor.ofConfiguration(configuration()).toString()).doesNotContain("hunter");
    }

    @Test
    void anonymousProjectionsAreListed() {
        assertThat(wrong(projections(new Grant(false, Set.of()), Set.of()))).containsExactly("INFO anonymous");
        assertThat(wrong(projections(new Grant(true, Set.of()), Set.of()))).isEmpty();
        assertThat(wrong(projections(new Grant(false, Set.of("analyst")), Set.of())))
                .isEmpty();
    }

    @Test
    void rulesFromWhichEverybodyIsExemptAreWarnings() {
        assertThat(wrong(projections(new Grant(true, Set.of("analyst")), Set.of("analyst", "admin"))))
                .containsExactly("WARNING rules", "WARNING rules");
        assertThat(wrong(projections(new Grant(true, Set.of("analyst", "admin")), Set.of("admin"))))
                .isEmpty();
        assertThat(wrong(projections(new Grant(true, Set.of()), Set.of("admin"))))
                .isEmpty();
    }

    private static List<Finding> projections(Grant grant, Set<String> unless) {
        ProjectionPolicy policy = new ProjectionPolicy(
                "sales",
                grant,
                List.of(new RowFilter("orders", "tenant = {context.tenant}", unless)),
                List.of(new MaskRule("orders", "customer", new ColumnMask.Redact(), unless)));
        Projection projection =
                new Projection("sales", new Version(1, 0, 0), Stability.STABLE, "", "shop", List.of(), policy);
        return Doctor.ofProjections(new Contracts(List.of(projection), "1"));
    }
}

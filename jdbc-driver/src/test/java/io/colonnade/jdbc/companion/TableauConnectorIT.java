package io.colonnade.jdbc.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.colonnade.jdbc.flight.TestFlightServer;
import io.colonnade.jdbc.flight.TestTables;
import io.colonnade.jdbc.url.ConnectionProperty;
import io.colonnade.jdbc.url.ConnectionSettings;
import io.colonnade.jdbc.url.DriverUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What Tableau is given; {@code TableauDialectIT} asks a server what its dialect says. */
class TableauConnectorIT {
    private static final Map<String, String> SCHEMAS = Map.of(
            "manifest.xml", "connector_plugin_manifest_latest.xsd",
            "connectionFields.xml", "connection_fields.xsd",
            "connectionMetadata.xml", "connector_plugin_metadata.xsd",
            "connectionResolver.tdr", "tdr_latest.xsd",
            "dialect.tdd", "tdd_latest.xsd");

    /** The largest file that Tableau reads. */
    private static final long MOST_BYTES = 256 * 1024;

    /** The names that Tableau knows; all others begin with {@code v-}. */
    private static final List<String> FIELDS =
            List.of("server", "port", "sslmode", "authentication", "username", "password");

    private TableauConnector connector;

    @BeforeEach
    void open() throws IOException {
        connector = new TableauConnector(Companions.file("colonnade.taco"));
    }

    @AfterEach
    void close() throws IOException {
        connector.close();
    }

    @Test
    void itHoldsTheFilesThatItsOwnNameAndNoOthers() throws IOException {
        List<String> named = Stream.of("manifest.xml", "connectionResolver.tdr")
                .flatMap(this::filesNamedIn)
                .toList();
        assertThat(connector.entries())
                .extracting(ZipEntry::getName)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("manifest.xml"), named.stream()).toList());
        assertThat(connector.entries())
                .allSatisfy(entry -> assertThat(entry.getSize()).isBetween(1L, MOST_BYTES))
                .allSatisfy(
                        entry -> assertThat(entry.getTimeLocal().toLocalTime()).isEqualTo(LocalTime.NOON));
    }

    private Stream<String> filesNamedIn(String file) {
        return attributes(file, "*", "file");
    }

    private Stream<String> attributes(String file, String element, String attribute) {
        try {
            return Companions.elements(connector.xml(file), element).stream()
                    .map(each -> each.getAttribute(attribute))
                    .filter(value -> !value.isEmpty());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyFileIsOfTheSameClass() {
        assertThat(attributes("manifest.xml", "connector-plugin", "class")).containsExactly("colonnade");
        assertThat(attributes("connectionResolver.tdr", "tdr", "class")).containsExactly("colonnade");
        assertThat(attributes("dialect.tdd", "dialect", "class")).containsExactly("colonnade");
        assertThat(attributes("manifest.xml", "connector-plugin", "plugin-version"))
                .allMatch(version -> version.matches("\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void whoeverDiffersInAFieldGetsAConnectionOfTheirOwn() throws IOException {
        List<String> fields =
                attributes("connectionFields.xml", "field", "name").toList();
        assertThat(fields)
                .contains("server", "authentication")
                .allMatch(name -> FIELDS.contains(name) || name.startsWith("v-"));
        assertThat(Companions.elements(connector.xml("connectionResolver.tdr"), "attr"))
                .extracting(Element::getTextContent)
                .containsExactlyElementsOf(fields);
    }

    @Test
    void onlyThePasswordHoldsASecret() throws IOException {
        for (Element field : Companions.elements(connector.xml("connectionFields.xml"), "field")) {
            boolean secret = (field.getAttribute("name") + field.getAttribute("label"))
                    .toLowerCase(Locale.ROOT)
                    .matches(".*(token|secret|password).*");
            assertThat(field.getAttribute("secure")).isEqualTo(secret ? "true" : "");
            assertThat(!secret || field.getAttribute("name").equals("password")).isTrue();
        }
    }

    @Test
    void theDialogBeginsWithThePortOfTheDriver() throws IOException {
        assertThat(Companions.elements(connector.xml("connectionFields.xml"), "field"))
                .filteredOn(field -> field.getAttribute("name").equals("port"))
                .extracting(field -> field.getAttribute("default-value"))
                .containsExactly(Integer.toString(DriverUrl.DEFAULT_PORT));
    }

    @ParameterizedTest
    @CsvSource({
        "db.example, db.example",
        "10.0.0.7, 10.0.0.7",
        "::1, [::1]",
        "[fe80::2], [fe80::2]",
    })
    void theDriverTakesTheUrl(String server, String host) throws Exception {
        ConnectionSettings settings = settings(entered("server", server, "v-projection", "Sales & \"more\" ü"));
        assertThat(settings.hosts()).hasSize(1);
        assertThat(settings.hosts().get(0).host()).isEqualTo(host);
        assertThat(settings.hosts().get(0).port()).isEqualTo(4711);
        assertThat(settings.schema()).contains("Sales & \"more\" ü");
        assertThat(settings.applicationName()).contains("Tableau");
    }

    @Test
    void encryptionIsAsTheDialogSays() throws Exception {
        ConnectionSettings plain = settings(entered("sslmode", "", "v-trust", "system"));
        assertThat(plain.tls(plain.hosts().get(0))).isFalse();
        ConnectionSettings system = settings(entered("v-trust", "system"));
        assertThat(system.tls(system.hosts().get(0))).isTrue();
        assertThat(system.trustsSystem()).isTrue();
        ConnectionSettings file = settings(entered("v-trust", "file", "v-certificates", "C:\\a & b\\ca+1.pem"));
        assertThat(file.value(ConnectionProperty.TRUST_CERTIFICATES)).contains("C:\\a & b\\ca+1.pem");
    }

    @Test
    void noSecretIsInTheUrlAndNobodyIsLoggedInByAccident() throws Exception {
        Map<String, String> password = entered("authentication", "auth-user-pass");
        assertThat(connector.url(password)).doesNotContain("alice", "s&cr=t");
        assertThat(settings(password).user()).contains("alice");
        assertThat(settings(password).password()).contains("s&cr=t");
        Map<String, String> token = entered("authentication", "auth-pass");
        assertThat(connector.url(token)).doesNotContain("s&cr=t");
        assertThat(settings(token).token()).contains("s&cr=t");
        assertThat(connector.properties(entered("authentication", "auth-none"))).isEmpty();
    }

    @Test
    void whatIsEnteredCannotBecomeAPropertyOfItsOwn() throws Exception {
        ConnectionSettings settings = settings(entered("v-projection", "a?tls=false&token=x"));
        assertThat(settings.schema()).contains("a?tls=false&token=x");
        assertThat(settings.tls(settings.hosts().get(0))).isTrue();
        assertThatThrownBy(() -> settings(entered("v-trust", "java&tls=false")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("java&tls=false");
        assertThatThrownBy(() -> settings(entered("server", "db.example/x?tls=false#")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Invalid JDBC URL");
    }

    @ParameterizedTest
    @CsvSource({"auth-user-pass, alice, secret", "auth-pass, , good"})
    void whatTheConnectorMakesLogsInAndReads(String authentication, String user, String password) throws Exception {
        try (TestFlightServer server = new TestFlightServer();
                TestTables tables = new TestTables()) {
            server.answer("select", tables.people(1, 1));
            String[] address = server.address().split(":");
            Map<String, String> entered = entered("server", address[0], "port", address[1], "sslmode", "");
            entered.putAll(Map.of("authentication", authentication, "password", password));
            entered.put("username", user);
            try (Connection connection =
                            DriverManager.getConnection(connector.url(entered), connector.properties(entered));
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void withoutTheConnectorTableauKnowsTheSame() throws IOException {
        Document customization = Companions.xml(Companions.file("colonnade.tdc"));
        assertThat(customization.getDocumentElement().getAttribute("class")).isEqualTo("genericjdbc");
        assertThat(Companions.elements(customization, "driver"))
                .extracting(driver -> "jdbc:" + driver.getAttribute("name") + ":")
                .containsExactly(DriverUrl.PREFIX);
        assertThat(capabilities(customization))
                .isEqualTo(capabilities(connector.xml("manifest.xml")))
                .containsEntry("CAP_CREATE_TEMP_TABLES", "no")
                .containsEntry("CAP_SELECT_INTO", "no")
                .allSatisfy((name, value) -> {
                    assertThat(name).matches("CAP_[A-Z_]+");
                    assertThat(value).isIn("yes", "no");
                });
    }

    private static Map<String, String> capabilities(Document document) {
        Map<String, String> capabilities = new HashMap<>();
        for (Element each : Companions.elements(document, "customization")) {
            assertThat(capabilities.put(each.getAttribute("name"), each.getAttribute("value")))
                    .isNull();
        }
        return capabilities;
    }

    /**
     * Tableau's schemas are not ours to ship: {@code -Dtableau.schemas=} names the folder "validation" of a copy of its SDK, and
     * without it there is nothing to check against.
     */
    @TestFactory
    Stream<DynamicTest> tableausSchemasAreKept() {
        String folder = System.getProperty("tableau.schemas");
        return folder == null
                ? Stream.empty()
                : SCHEMAS.entrySet().stream()
                        .map(each -> dynamicTest(
                                each.getKey(), () -> assertKeeps(each.getKey(), Path.of(folder, each.getValue()))));
    }

    private void assertKeeps(String file, Path rules) throws Exception {
        Schema schema =
                SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(rules.toFile());
        assertThatCode(() -> schema.newValidator()
                        .validate(new StreamSource(new ByteArrayInputStream(connector.bytes(file)))))
                .doesNotThrowAnyException();
    }

    private ConnectionSettings settings(Map<String, String> entered) throws Exception {
        Properties properties = connector.properties(entered);
        return ConnectionSettings.of(connector.url(entered), properties);
    }

    private static Map<String, String> entered(String... changes) {
        Map<String, String> entered = new HashMap<>(Map.of(
                "server", "db.example",
                "port", "4711",
                "authentication", "auth-user-pass",
                "username", "alice",
                "password", "s&cr=t",
                "sslmode", "require",
                "v-trust", "java"));
        for (int i = 0; i < changes.length; i += 2) {
            entered.put(changes[i], changes[i + 1]);
        }
        return entered;
    }
}

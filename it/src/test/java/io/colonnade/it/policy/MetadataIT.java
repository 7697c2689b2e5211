package io.colonnade.it.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.arrow.flight.FlightInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person can list is what the person can read: no table and no column more, in no listing, through no client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MetadataIT {
    private static final List<String> NEVER_LISTED =
            List.of("vt_", "VT_", "vault", "annex_store", "owner", "restricted", "region", "shared", "QZX");

    private RunningServer server;

    @BeforeAll
    void open() throws SQLException, IOException {
        server = RunningServer.startOver(PolicyDatabase.source(), PolicyDatabase.projections());
    }

    @AfterAll
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void ourDriverListsWhatThePersonCanRead(Person person) throws Exception {
        assertListings(person, "jdbc:colonnade://");
    }

    @ParameterizedTest
    @EnumSource
    void arrowsDriverListsWhatThePersonCanRead(Person person) throws Exception {
        assertListings(person, "jdbc:arrow-flight-sql://");
    }

    @ParameterizedTest
    @EnumSource
    void schemasOfTablesHoldNoHiddenColumn(Person person) throws Exception {
        try (FlightUser user = person.token()
                .map(token -> FlightUser.withToken(server, token))
                .orElseGet(() -> FlightUser.anonymous(server))) {
            FlightInfo info = user.client().getTables(null, null, null, null, true, user.credentials());
            String listed = user.fetch(info).toString();
            assertThat(tables(person))
                    .allSatisfy(table -> assertThat(listed).contains(table.substring(table.indexOf('.') + 1)));
            assertHarmless(person, listed);
        }
    }

    private void assertListings(Person person, String prefix) throws SQLException, IOException {
        try (Connection connection = connect(person, prefix)) {
            DatabaseMetaData metadata = connection.getMetaData();
            assertThat(listed(metadata.getSchemas(), "TABLE_SCHEM")).isEqualTo(new TreeSet<>(person.projections()));
            assertThat(listed(metadata.getTables(null, null, "%", null), "TABLE_SCHEM", "TABLE_NAME"))
                    .isEqualTo(tables(person));
            assertThat(listed(metadata.getColumns(null, null, "%", "%"), "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"))
                    .isEqualTo(truth(person, "table_schema || '.' || table_name || '.' || column_name"));
            assertKeys(person, metadata);
        }
    }

    private static void assertKeys(Person person, DatabaseMetaData metadata) throws SQLException, IOException {
        for (String table : tables(person)) {
            String schema = table.substring(0, table.indexOf('.'));
            String name = table.substring(table.indexOf('.') + 1);
            assertThat(listed(metadata.getPrimaryKeys(null, schema, name), "COLUMN_NAME"))
                    .containsExactly("id");
            for (ResultSet keys : List.of(
                    metadata.getImportedKeys(null, schema, name), metadata.getExportedKeys(null, schema, name))) {
                assertThat(tables(person)).containsAll(listed(keys, "PKTABLE_SCHEM", "PKTABLE_NAME"));
            }
        }
        assertThat(listed(metadata.getPrimaryKeys(null, "vault", "vt_person"), "COLUMN_NAME"))
                .isEmpty();
        if (!person.projections().contains("staff")) {
            assertThat(listed(metadata.getPrimaryKeys(null, "staff", "persons"), "COLUMN_NAME"))
                    .isEmpty();
            assertThat(listed(metadata.getColumns(null, "staff", "%", "%"), "COLUMN_NAME"))
                    .isEmpty();
        }
    }

    private static void assertHarmless(Person person, String listed) {
        assertThat(NEVER_LISTED).noneMatch(listed::contains);
        if (!person.projections().contains("staff")) {
            assertThat(listed).doesNotContain("staff");
        }
    }

    private Connection connect(Person person, String prefix) throws SQLException {
        Properties properties = new Properties();
        person.token().ifPresent(token -> properties.put("token", token));
        if (prefix.contains("arrow")) {
            properties.put("useEncryption", "false");
        }
        return DriverManager.getConnection(prefix + RunningServer.HOST + ":" + server.flightPort(), properties);
    }

    /** Returns some columns of a listing, which is also looked through as a whole. */
    private static Set<String> listed(ResultSet listing, String... columns) throws SQLException {
        Set<String> listed = new TreeSet<>();
        try (listing) {
            while (listing.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= listing.getMetaData().getColumnCount(); i++) {
                    row.append(listing.getString(i)).append(' ');
                }
                assertThat(NEVER_LISTED).noneMatch(row.toString()::contains);
                StringBuilder wanted = new StringBuilder();
                for (String column : columns) {
                    wanted.append(wanted.length() == 0 ? "" : ".").append(listing.getString(column));
                }
                listed.add(wanted.toString());
            }
        }
        return listed;
    }

    private static Set<String> tables(Person person) throws SQLException, IOException {
        return truth(person, "table_schema || '.' || table_name");
    }

    private static Set<String> truth(Person person, String what) throws SQLException, IOException {
        try (Truth truth = Truth.of(person)) {
            Answer answer = truth.ask(Question.of("select distinct " + what + " from information_schema.columns where"
                    + " table_schema not in ('pg_catalog', 'information_schema')"));
            return ((Answer.Rows) answer)
                    .values().stream().map(row -> row.get(0)).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}

package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;

/** Database metadata: tools call all of it, and stop at the first method that throws. */
class MetadataTest extends AgainstTestServer {
    @Test
    void everyMethodAnswersWithTheColumnsThatJdbcPrescribesEvenIfTheServerAnswersNothing() throws Exception {
        List<String> results = new ArrayList<>();
        try (Connection connection = connect()) {
            DatabaseMetaData metadata = connection.getMetaData();
            for (Method method : DatabaseMetaData.class.getMethods()) {
                for (String name : Arrays.asList("x", "", "%", null)) {
                    if (call(metadata, method, name)) {
                        results.add(method.getName());
                    }
                }
            }
        }
        assertThat(results).containsAll(MetadataResults.columns().keySet());
    }

    private static boolean call(DatabaseMetaData metadata, Method method, String name) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> type == int.class ? 0 : type == boolean.class ? false : type == String.class ? name : null)
                .toArray();
        if (method.getDeclaringClass() == java.sql.Wrapper.class) {
            return false;
        }
        Object answer = method.invoke(metadata, arguments);
        assertThat(answer).as(method.getName()).isNotNull();
        if (answer instanceof ResultSet rows) {
            assertColumns(method.getName(), rows);
        }
        return answer instanceof ResultSet;
    }

    private static void assertColumns(String method, ResultSet result) throws SQLException {
        try (result) {
            ResultSetMetaData columns = result.getMetaData();
            List<String> actual = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                actual.add(columns.getColumnLabel(i) + " " + columns.getColumnType(i));
            }
            assertThat(actual).as(method).isEqualTo(MetadataResults.columns().get(method));
            while (result.next()) {
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    result.getObject(i);
                }
            }
        }
    }

    @Test
    void columnsComeFromTheSchemasOfTheTables() throws Exception {
        server.answer(
                "CommandGetTables",
                tables.listing(
                        List.of("catalog_name", "db_schema_name", "table_name", "table_type"),
                        List.of("c", "s", "people", "TABLE"),
                        tables.people(1, 0).encapsulatedSchema()));
        try (Connection connection = connect();
                ResultSet rows = connection.getMetaData().getColumns(null, "s", "people", "%a%")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("COLUMN_NAME")).isEqualTo("Name");
            assertThat(rows.getString("TYPE_NAME")).isEqualTo("text");
            assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(2);
            assertThat(rows.getString("IS_NULLABLE")).isEqualTo("NO");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("COLUMN_NAME")).isEqualTo("total");
            assertThat(rows.getInt("COLUMN_SIZE")).isEqualTo(12);
            assertThat(rows.getInt("DECIMAL_DIGITS")).isEqualTo(2);
            assertThat(rows.getObject("REMARKS")).isNull();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void whatTheServerSaysOfItselfIsReadOnce() throws Exception {
        try (VectorSchemaRoot root = tables.sqlInfo("Colonnade", "1.2.3")) {
            server.answer("CommandGetSqlInfo", io.colonnade.jdbc.ipc.IpcMessages.of(root));
        }
        try (Connection connection = connect()) {
            DatabaseMetaData metadata = connection.getMetaData();
            assertThat(metadata.getDatabaseProductName()).isEqualTo("Colonnade");
            assertThat(metadata.getDatabaseProductVersion()).isEqualTo("1.2.3");
            assertThat(metadata.getDatabaseMinorVersion()).isEqualTo(2);
            assertThat(connection.getMetaData().supportsTransactions()).isTrue();
        }
        assertThat(server.service.calls)
                .filteredOn("GetFlightInfo CommandGetSqlInfo"::equals)
                .hasSize(1);
    }
}

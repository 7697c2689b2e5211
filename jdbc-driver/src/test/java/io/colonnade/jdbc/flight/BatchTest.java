package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches and updates against a server that takes them: what is sent, how it is counted, how it fails. */
@Timeout(60)
class BatchTest extends AgainstTestServer {
    @Test
    void eachTextOfABatchHasItsCount() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.addBatch("insert a");
            statement.addBatch("insert b");
            assertThat(statement.executeBatch()).containsExactly(1, 1);
            assertThat(statement.executeLargeBatch()).isEmpty();
        }
        assertThat(server.service.calls).contains("Update insert a", "Update insert b");
    }

    @Test
    void aBatchOfTextsEndsAtItsFirstFailureWithTheCountsBefore() throws SQLException {
        server.service.failures.put("bad", Status.INVALID_ARGUMENT.withDescription("Cannot parse it"));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of("insert a", "bad", "insert c")) {
                statement.addBatch(sql);
            }
            assertThatThrownBy(statement::executeBatch)
                    .isInstanceOfSatisfying(BatchUpdateException.class, e -> {
                        assertThat(e.getUpdateCounts()).containsExactly(1);
                        assertThat(e.getLargeUpdateCounts()).containsExactly(1);
                        assertThat(e.getSQLState()).isEqualTo("42601");
                    })
                    .hasMessageContaining("Cannot parse it");
            assertThat(statement.executeBatch()).isEmpty();
        }
        assertThat(server.service.calls).doesNotContain("Update insert c");
    }

    @Test
    void aPreparedBatchIsOneCall() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("insert ? ?")) {
            for (int i = 0; i < 2_500; i++) {
                statement.setInt(1, i);
                statement.setString(2, "value " + i);
                statement.addBatch();
            }
            assertThat(statement.executeBatch()).hasSize(2_500).containsOnly(Statement.SUCCESS_NO_INFO);
            statement.setInt(1, 1);
            statement.addBatch();
            assertThat(statement.executeBatch()).containsExactly(1);
            assertThat(statement.executeLargeBatch()).isEmpty();
        }
        assertThat(server.service.calls).filteredOn("Update unbound"::equals).hasSize(2);
    }

    @Test
    void aPreparedBatchThatFailsFailsAsAWhole() throws SQLException {
        server.service.failures.put("unbound", Status.PERMISSION_DENIED);
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("insert ?")) {
            for (int i = 0; i < 3; i++) {
                statement.setInt(1, i);
                statement.addBatch();
            }
            assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, e -> {
                assertThat(e.getUpdateCounts()).containsExactly(-3, -3, -3);
                assertThat(e.getSQLState()).isEqualTo("42501");
            });
        }
    }

    @Test
    void withoutParametersEachEntryIsACall() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("insert")) {
            statement.addBatch();
            statement.addBatch();
            assertThat(statement.executeBatch()).containsExactly(1, 1);
        }
        assertThat(server.service.calls).filteredOn("Update unbound"::equals).hasSize(2);
    }

    @Test
    void aQueryIsNoUpdateAndNoBatch() throws SQLException {
        server.service.results.put("unbound", List.of(tables.people(1, 3)));
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("select ?")) {
            statement.setInt(1, 1);
            statement.addBatch();
            assertThatThrownBy(statement::executeBatch)
                    .isInstanceOf(BatchUpdateException.class)
                    .hasMessageContaining("it is a query");
            assertThatThrownBy(statement::executeUpdate).hasMessageContaining("it is a query");
        }
        assertThat(server.service.calls).noneMatch(call -> call.startsWith("Update"));
    }

    @Test
    void keysAreRefusedWhereTheyCouldComeAndEmptyOtherwise() throws SQLException {
        server.service.results.put("select", List.of(tables.people(1, 3)));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select", Statement.RETURN_GENERATED_KEYS))
                    .isTrue();
            assertThat(statement.execute("select", new String[] {"id"})).isTrue();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertThat(keys.next()).isFalse();
                assertThat(keys.getMetaData().getColumnCount()).isZero();
            }
            connection
                    .prepareStatement("select", Statement.RETURN_GENERATED_KEYS)
                    .close();
            assertThatThrownBy(() -> statement.executeUpdate("insert a", Statement.RETURN_GENERATED_KEYS))
                    .isInstanceOf(SQLFeatureNotSupportedException.class);
            assertThatThrownBy(() -> connection.prepareStatement("insert a", new int[] {1}))
                    .isInstanceOf(SQLFeatureNotSupportedException.class);
        }
    }
}

package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results in several parts, the limit of silence, and headers of the host's own. */
@Timeout(60)
class PartsTest extends AgainstTestServer {
    @BeforeEach
    void parts() {
        server.service.results.put(
                TestFlightService.WAITS_FOR_ITS_OTHER_PART, List.of(tables.people(1, 2), tables.people(3, 2)));
        server.service.results.put(TestFlightService.HANGS_IN_READING, List.of(tables.people(1, 1)));
        server.service.results.put("select", List.of(tables.people(1, 1)));
    }

    private static Set<Integer> ids(Connection connection, String sql) throws SQLException {
        Set<Integer> ids = new TreeSet<>();
        try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getInt(1));
            }
        }
        return ids;
    }

    @Test
    void partsWithoutAnOrderAreReadTogether() throws SQLException {
        try (Connection connection = connect("endpoints=2")) {
            assertThat(ids(connection, TestFlightService.WAITS_FOR_ITS_OTHER_PART))
                    .containsExactly(1, 2, 3, 4);
        }
        assertThat(server.service.calls).startsWith("Handshake", "SetSessionOptions");
    }

    @Test
    void partsInAnOrderAreReadOneAfterTheOther() throws SQLException {
        server.service.ordered = true;
        try (Connection connection = connect("endpoints=2&socketTimeout=1")) {
            assertThatThrownBy(() -> ids(connection, TestFlightService.WAITS_FOR_ITS_OTHER_PART))
                    .hasMessageContaining("socketTimeout of 1 s");
        }
    }

    @Test
    void silenceHasALimitWhichTheHostMayChange() throws SQLException {
        try (Connection connection = connect("socketTimeout=3600")) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(3_600_000);
            connection.setNetworkTimeout(Runnable::run, 1_000);
            for (String sql : List.of(TestFlightService.HANGS_IN_PLANNING, TestFlightService.HANGS_IN_READING)) {
                assertThatThrownBy(() -> ids(connection, sql))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("08006"));
            }
            assertThat(ids(connection, "select")).containsExactly(1);
        }
    }

    @Test
    void rowsAreFetchedFromNobodyElse() throws SQLException {
        server.service.location = "grpc+tcp://elsewhere.example:50051";
        try (Connection connection = connect("")) {
            assertThatThrownBy(() -> ids(connection, "select"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
            server.service.location = "arrow-flight-reuse-connection://?";
            assertThat(ids(connection, "select")).containsExactly(1);
        }
    }

    @Test
    void headersOfTheHostGoWithEveryCall() throws SQLException {
        try (Connection connection = connect("header.X-Tenant=blue%20one")) {
            assertThat(ids(connection, "select")).containsExactly(1);
            assertThat(server.service.headers.get(Metadata.Key.of("x-tenant", Metadata.ASCII_STRING_MARSHALLER)))
                    .isEqualTo("blue one");
        }
    }
}

package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What statements that run again and again cost: two calls each, and one handle for all of them. */
@Timeout(60)
class ReuseTest extends AgainstTestServer {
    @BeforeEach
    void results() {
        answer("select", "unbound", "bound");
        server.service.parameterSchema = ByteString.EMPTY;
    }

    @Test
    void aStatementCostsTwoCallsEachTime() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                assertThat(statement.executeQuery("select").next()).isTrue();
            }
        }
        assertThat(server.service.calls)
                .containsExactly(
                        "Handshake",
                        "GetFlightInfo select",
                        "DoGet select",
                        "GetFlightInfo select",
                        "DoGet select",
                        "GetFlightInfo select",
                        "DoGet select",
                        "CloseSession");
    }

    @Test
    void aPreparedStatementHasOneHandleHoweverOftenItRuns() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("select 1")) {
            for (int i = 0; i < 3; i++) {
                assertThat(statement.executeQuery().next()).isTrue();
            }
        }
        assertThat(server.service.calls)
                .containsExactly(
                        "Handshake",
                        "CreatePreparedStatement",
                        "GetFlightInfo unbound",
                        "DoGet unbound",
                        "GetFlightInfo unbound",
                        "DoGet unbound",
                        "GetFlightInfo unbound",
                        "DoGet unbound",
                        "ClosePreparedStatement",
                        "CloseSession");
    }

    @Test
    void aConnectionThatClosesLeavesNoHandle() throws SQLException {
        try (Connection connection = connect()) {
            connection.prepareStatement("select 1").executeQuery();
            connection.prepareStatement("select 2");
        }
        assertThat(server.service.calls)
                .filteredOn("ClosePreparedStatement"::equals)
                .hasSize(2);
    }
}

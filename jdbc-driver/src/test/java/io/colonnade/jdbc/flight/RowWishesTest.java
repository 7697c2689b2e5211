package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a statement wants of its result, as the server hears it. */
@Timeout(60)
class RowWishesTest {
    private final TestTables tables = new TestTables();
    private final TestFlightServer server = new TestFlightServer();

    @BeforeEach
    void results() {
        for (String key : List.of("select", "unbound", "bound")) {
            server.service.results.put(key, List.of(tables.people(1, 3)));
        }
        server.service.parameterSchema = ByteString.EMPTY;
    }

    @AfterEach
    void close() {
        server.close();
        tables.close();
    }

    private Connection connect(String properties) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:colonnade://" + server.address() + "/?" + properties, "alice", "secret");
    }

    private @Nullable String asked(Metadata.Key<String> key) {
        return server.service.headersOf.get("GetFlightInfo").get(key);
    }

    @Test
    void maxRowsAndFetchSizeGoWithTheQuestion() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select").close();
            assertThat(asked(RowWishes.MOST)).isNull();
            assertThat(asked(RowWishes.PER_BATCH)).isNull();
            statement.setLargeMaxRows(5_000_000_000L);
            statement.setFetchSize(500);
            statement.executeQuery("select").close();
            assertThat(asked(RowWishes.MOST)).isEqualTo("5000000000");
            assertThat(asked(RowWishes.PER_BATCH)).isEqualTo("500");
        }
    }

    @Test
    void preparedStatementsSayItAtEachExecution() throws SQLException {
        try (Connection connection = connect("");
                PreparedStatement statement = connection.prepareStatement("select 1")) {
            statement.setMaxRows(7);
            statement.executeQuery().close();
            assertThat(asked(RowWishes.MOST)).isEqualTo("7");
            statement.setMaxRows(0);
            statement.executeQuery().close();
            assertThat(asked(RowWishes.MOST)).isNull();
        }
    }

    @Test
    void aStatementGoesBeforeItsConnection() throws SQLException {
        try (Connection connection = connect("header.x-colonnade-max-rows=100");
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select").close();
            assertThat(asked(RowWishes.MOST)).isEqualTo("100");
            statement.setMaxRows(7);
            statement.executeQuery("select").close();
            assertThat(server.service.headersOf.get("GetFlightInfo").getAll(RowWishes.MOST))
                    .containsExactly("7");
        }
    }
}

package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a statement wants of its result, as the server hears it. */
@Timeout(60)
class RowWishesTest extends AgainstTestServer {
    @BeforeEach
    void results() {
        answer("select", "unbound", "bound");
        server.service.parameterSchema = ByteString.EMPTY;
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

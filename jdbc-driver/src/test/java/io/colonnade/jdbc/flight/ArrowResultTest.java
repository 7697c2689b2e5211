package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.jdbc.arrow.ArrowResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The door for programs that read Arrow, read by Arrow's own reader. */
@Timeout(60)
class ArrowResultTest {
    private final TestTables tables = new TestTables();
    private final TestFlightServer server = new TestFlightServer();
    private final BufferAllocator allocator = new RootAllocator();
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        server.service.ordered = true;
        server.service.results.put("parts", List.of(tables.people(1, 2), tables.people(3, 0), tables.people(3, 1)));
        server.service.results.put("none", List.of(tables.people(1, 0)));
        server.service.results.put(TestFlightService.ENDLESS, List.of(tables.people(1, 1000)));
        connection = DriverManager.getConnection("jdbc:colonnade://" + server.address(), "alice", "secret");
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        allocator.close();
        tables.close();
        server.close();
    }

    private static ReadableByteChannel arrow(ResultSet rows) throws SQLException {
        assertThat(rows.isWrapperFor(ArrowResult.class)).isTrue();
        return rows.unwrap(ArrowResult.class).arrowStream();
    }

    private List<String> read(ReadableByteChannel stream) throws IOException {
        List<String> read = new ArrayList<>();
        try (ArrowStreamReader reader = new ArrowStreamReader(stream, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            read.add(root.getSchema().getFields().toString());
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    int current = row;
                    root.getFieldVectors().forEach(vector -> read.add(String.valueOf(vector.getObject(current))));
                }
            }
        }
        return read;
    }

    @Test
    void theBatchesOfAllPartsAreOneStream() throws Exception {
        ResultSet rows = statement.executeQuery("parts");
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(read(arrow(rows)))
                .containsExactly(
                        "[id: Int(32, true) not null, Name: Utf8 not null, total: Decimal(12, 2, 128)]",
                        "1",
                        "n1",
                        "1.50",
                        "2",
                        "n2",
                        "null",
                        "3",
                        "n3",
                        "1.50");
        assertThat(rows.isClosed()).isTrue();
    }

    @Test
    void aResultWithoutRowsHasItsSchema() throws Exception {
        assertThat(read(arrow(statement.executeQuery("none"))))
                .singleElement()
                .asString()
                .contains("total: Decimal");
    }

    @Test
    void bytesComeInWhateverPiecesTheyAreAskedFor() throws Exception {
        ByteBuffer all = ByteBuffer.allocate(1 << 16);
        ReadableByteChannel stream = arrow(statement.executeQuery("parts"));
        ByteBuffer three = ByteBuffer.allocate(3);
        while (stream.read(three.clear()) >= 0) {
            all.put(three.flip());
        }
        ReadableByteChannel whole = Channels.newChannel(new ByteArrayInputStream(all.array(), 0, all.position()));
        assertThat(read(whole)).hasSize(10);
    }

    @Test
    void rowsAreReadOneWayOrTheOther() throws Exception {
        ResultSet rows = statement.executeQuery("parts");
        arrow(rows);
        assertThatThrownBy(rows::next).hasMessageContaining("read as Arrow");
        assertThatThrownBy(() -> rows.getInt(1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> arrow(rows)).hasMessageContaining("once, and before the first row");

        ResultSet begun = statement.executeQuery("parts");
        assertThat(begun.next()).isTrue();
        assertThatThrownBy(() -> arrow(begun)).hasMessageContaining("once, and before the first row");
    }

    @Test
    void aMaximumOfRowsIsKeptToOrRefused() throws Exception {
        statement.setMaxRows(3);
        assertThat(read(arrow(statement.executeQuery("parts")))).hasSize(10);
        statement.setMaxRows(2);
        assertThatThrownBy(() -> read(arrow(statement.executeQuery("parts"))))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining("LIMIT");
    }

    @Test
    void whoPausesHoldsTheServerBackAndWhoClosesStopsIt() throws Exception {
        try (ReadableByteChannel stream = arrow(statement.executeQuery(TestFlightService.ENDLESS))) {
            assertThat(stream.read(ByteBuffer.allocate(100))).isPositive();
        }
        assertThat(server.service.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.service.batchesSent.get()).isLessThan(10_000);
    }

    @Test
    void cancellingEndsTheStreamWithItsState() throws Exception {
        ReadableByteChannel stream = arrow(statement.executeQuery(TestFlightService.ENDLESS));
        statement.cancel();
        ByteBuffer target = ByteBuffer.allocate(1 << 20);
        assertThatThrownBy(() -> {
                    while (stream.read(target.clear()) >= 0) {}
                })
                .cause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
    }

    @Test
    void aClosedResultGivesNoMore() throws Exception {
        ReadableByteChannel stream = arrow(statement.executeQuery("parts"));
        statement.close();
        assertThat(stream.isOpen()).isFalse();
        assertThatThrownBy(() -> stream.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void whatTheDriverAnswersItselfIsNoArrow() throws SQLException {
        ResultSet types = connection.getMetaData().getClientInfoProperties();
        assertThatThrownBy(() -> arrow(types)).isInstanceOf(SQLFeatureNotSupportedException.class);
    }
}

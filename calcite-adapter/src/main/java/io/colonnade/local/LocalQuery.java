package io.colonnade.local;

import io.colonnade.source.SourceStatement.Parameter;
import io.colonnade.source.SourceStatement.ResultColumn;
import io.colonnade.type.PostgresLiterals;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One statement on its own connection, from registering the inputs to the last batch. One thread runs it; any thread
 * may interrupt it.
 */
final class LocalQuery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalQuery.class);

    /** DuckDB's unit of work is 2048 rows; a batch of eight is as wide as the sources' batches. */
    private static final long BATCH_ROWS = 16_384;

    private final DuckDBConnection connection;
    private final LocalStatement statement;
    private final BufferAllocator allocator;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Object interruption = new Object();
    private @Nullable Statement active;
    private @Nullable ArrowReader results;

    private LocalQuery(DuckDBConnection connection, LocalStatement statement, BufferAllocator allocator) {
        this.connection = connection;
        this.statement = statement;
        this.allocator = allocator;
        open.push(connection);
    }

    static LocalQuery open(DuckDBConnection connection, LocalStatement statement, BufferAllocator allocator) {
        return new LocalQuery(connection, statement, allocator);
    }

    void execute(List<GuardedInput> inputs) throws SQLException {
        for (int i = 0; i < inputs.size(); i++) {
            register(statement.inputs().get(i), inputs.get(i));
        }
        PreparedStatement prepared = connection.prepareStatement(castSql());
        open.push(prepared);
        activate(prepared);
        bind(prepared, statement.parameters());
        DuckDBResultSet rows = prepared.executeQuery().unwrap(DuckDBResultSet.class);
        open.push(rows);
        ArrowReader reader = (ArrowReader) rows.arrowExportStream(allocator, BATCH_ROWS);
        open.push(reader);
        results = reader;
    }

    private void register(LocalStatement.Input input, GuardedInput rows) throws SQLException {
        boolean stored = input.use() == LocalStatement.Use.REPEATEDLY;
        String streamName = stored ? input.name() + " as a stream" : input.name();
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
        open.push(new RegisteredStream(stream));
        Data.exportArrayStream(allocator, rows, stream);
        connection.registerArrowStream(streamName, stream);
        if (stored) {
            store(input.name(), streamName);
        }
    }

    private void store(String name, String streamName) throws SQLException {
        try (Statement create = connection.createStatement()) {
            activate(create);
            try {
                create.execute("CREATE TEMP TABLE " + PostgresLiterals.identifier(name) + " AS SELECT * FROM "
                        + PostgresLiterals.identifier(streamName));
            } finally {
                activate(null);
            }
        }
    }

    /** The caller's statement with every column cast to exactly the type that is wanted of it. */
    private String castSql() {
        StringJoiner casts = new StringJoiner(", ", "SELECT ", " FROM (");
        StringJoiner names = new StringJoiner(", ", "\n) AS result(", ")");
        List<ResultColumn> columns = statement.columns();
        for (int i = 0; i < columns.size(); i++) {
            casts.add("CAST(c" + i + " AS " + DuckType.of(columns.get(i).type()) + ")");
            names.add("c" + i);
        }
        return casts + statement.sql() + names;
    }

    private static void bind(PreparedStatement prepared, List<Parameter> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.get(i).value();
            if (value instanceof byte[] bytes) {
                prepared.setBytes(i + 1, bytes);
            } else {
                prepared.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
            }
        }
    }

    /** Returns the next batch, valid until the next call, or null after the last one. */
    @Nullable
    VectorSchemaRoot next() throws IOException {
        ArrowReader reader = results;
        return reader != null && reader.loadNextBatch() ? reader.getVectorSchemaRoot() : null;
    }

    /** Stops what runs now, if anything does. Waits for nothing. */
    void interrupt() {
        synchronized (interruption) {
            Statement running = active;
            try {
                if (running != null) {
                    running.cancel();
                }
            } catch (SQLException e) {
                LOG.debug("A local query ended before it was interrupted", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        activate(null);
        Releases releases = new Releases();
        open.forEach(releases::release);
        open.clear();
        releases.throwFirst();
    }

    // A statement must not be closed while another thread interrupts it.
    private void activate(@Nullable Statement next) {
        synchronized (interruption) {
            active = next;
        }
    }

    /** A stream whose structure stays until the connection that may still read from it is closed. */
    private record RegisteredStream(ArrowArrayStream stream) implements AutoCloseable {
        @Override
        public void close() {
            if (stream.snapshot().release != 0) {
                stream.release();
            }
            stream.close();
        }
    }
}

package io.colonnade.source.postgres.wire;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.source.SourceStatement.ResultColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one statement on their way from a connection's socket into vectors. It speaks the server's protocol, version 3.0,
 * while pgjdbc, which opened the connection, is idle. One thread reads; any thread may break it off.
 */
public final class WireResult implements AutoCloseable {
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int FIRST_BATCH_ROWS = 2_048;

    /** A message that is longer is refused: a row of this size is no row of a table for analysts. */
    private static final int LARGEST_MESSAGE = 128 << 20;

    private static final byte[] ROLLBACK = FrontendMessages.simple("ROLLBACK");
    private static final String CONNECTION_FAILURE = "08006";
    private static final String PROTOCOL_VIOLATION = "08P01";

    private final Transport transport;
    private final KeptStatements statements;
    private final ReceiveBuffer buffer;
    private final List<ResultColumn> columns;
    private final IntPredicate sentAsText;

    private KeptStatements.Use use = KeptStatements.Use.UNNAMED;
    private int @Nullable [] types;
    private @Nullable RowDecoder decoder;
    private final int batchRows;
    private int limit;
    private int commandsDone;
    private byte transaction = 'T';
    private boolean ended;
    private long bytesRead;

    /**
     * Begins to read from a connection of the data source; pgjdbc must not use it until {@link #isIdle()}.
     *
     * @param columns what is read of what the statement returns, its first columns in order
     * @param sentAsText whether the binary format of a type, by its identifier in {@code pg_type}, is its text; asked of types
     *     that are not PostgreSQL's own
     * @param batchRows how many rows a batch has at most
     */
    public WireResult(
            WireDataSource source,
            Connection connection,
            List<ResultColumn> columns,
            IntPredicate sentAsText,
            int batchRows,
            BufferAllocator allocator)
            throws SQLException {
        this(source.opened(connection), columns, sentAsText, batchRows, allocator);
    }

    private WireResult(
            WireDataSource.Opened opened,
            List<ResultColumn> columns,
            IntPredicate sentAsText,
            int batchRows,
            BufferAllocator allocator) {
        this(opened.transport(), opened.statements(), columns, sentAsText, batchRows, allocator);
    }

    WireResult(
            Transport transport,
            KeptStatements statements,
            List<ResultColumn> columns,
            IntPredicate sentAsText,
            int batchRows,
            BufferAllocator allocator) {
        this.transport = transport;
        this.statements = statements;
        this.buffer = new ReceiveBuffer(transport, allocator);
        this.columns = columns;
        this.sentAsText = sentAsText;
        this.batchRows = batchRows;
        this.limit = Math.min(FIRST_BATCH_ROWS, batchRows);
    }

    /** Sends a statement. Called once, before {@link #fill}. */
    public void send(WireQuery query) throws SQLException {
        try {
            List<WireParameter> values = query.values();
            if (query.kept()) {
                use = statements.use(query.sql(), values);
            }
            transport.write(ByteBuffer.wrap(query.messages(use, values)));
        } catch (IOException broken) {
            throw lost(broken);
        }
    }

    /**
     * Fills the vectors, which are empty, with the next rows.
     *
     * @return their number; 0 at the end, when the commands behind the statement have run too
     * @throws SQLException with the server's SQLSTATE, or one of class 08 if the connection is broken
     * @throws ColonnadeException if a value does not fit its column
     */
    public int fill(VectorSchemaRoot root) throws SQLException {
        try {
            return ended ? 0 : next(root);
        } catch (IOException broken) {
            throw lost(broken);
        } catch (WireFormatException unknown) {
            throw new SQLException(unknown.getMessage(), PROTOCOL_VIOLATION, unknown);
        }
    }

    private int next(VectorSchemaRoot root) throws IOException, SQLException {
        RowDecoder rows = decoder(root);
        rows.begin(limit);
        while (rows.count() < limit) {
            int length = awaitMessage();
            if (MemoryUtil.getByte(buffer.address()) == 'D') {
                if (!rows.take(buffer.address() + HEADER, length)) {
                    break;
                }
                buffer.skip(HEADER + length);
            } else if (handle(length)) {
                break;
            }
        }
        rows.finish();
        bytesRead += rows.bytes();
        limit = batchRows;
        return rows.count();
    }

    private RowDecoder decoder(VectorSchemaRoot root) throws IOException, SQLException {
        while (types == null && !ended) {
            handle(awaitMessage());
        }
        if (decoder == null) {
            if (types == null) {
                throw new SQLException("the statement returns no rows", "42601");
            }
            decoder = RowDecoder.of(columns, root, types, sentAsText);
        }
        return decoder;
    }

    /** Returns the length of the next message's body, all of which is there then. */
    private int awaitMessage() throws IOException {
        buffer.await(HEADER);
        int length = Integer.reverseBytes(MemoryUtil.getInt(buffer.address() + 1)) - Integer.BYTES;
        if (length < 0) {
            throw new WireFormatException("a message of negative length");
        }
        if (length > LARGEST_MESSAGE) {
            throw ColonnadeException.of(
                    ErrorKind.RESOURCE_EXHAUSTED,
                    SqlState.RESOURCES_EXHAUSTED,
                    "Cannot read the rows of the query: one of them is longer than " + (LARGEST_MESSAGE >> 20)
                            + " MiB; select fewer columns");
        }
        buffer.await(HEADER + length);
        return length;
    }

    /** Takes a message that is no row, and returns whether it was the last one. */
    private boolean handle(int length) throws IOException, SQLException {
        long body = buffer.address() + HEADER;
        byte type = MemoryUtil.getByte(buffer.address());
        switch (type) {
            case 'T' -> {
                types = new MessageBody(body, length).types();
                statements.succeeded(use);
            }
            case 'C' -> commandsDone++;
            case 'Z' -> {
                transaction = length == 1 ? MemoryUtil.getByte(body) : 0;
                ended = true;
            }
            case 'E' -> {
                SQLException failure = new MessageBody(body, length).failure();
                buffer.skip(HEADER + length);
                statements.failed(use, failure);
                settle(failure);
                throw failure;
            }
            // Parsed, bound, closed, no rows, empty, notice, notification, a setting that changed.
            case '1', '2', '3', 'n', 'I', 'N', 'A', 'S' -> {}
            default -> throw new WireFormatException("a message of type " + type);
        }
        buffer.skip(HEADER + length);
        return ended;
    }

    /** Brings the connection back to where a statement may run, if it lives. */
    private void settle(SQLException failure) {
        int done = commandsDone;
        try {
            awaitReady();
            if (transaction != 'I') {
                ended = false;
                transport.write(ByteBuffer.wrap(ROLLBACK));
                awaitReady();
            }
        } catch (IOException | SQLException | WireFormatException broken) {
            transaction = 0;
            failure.addSuppressed(broken);
        }
        commandsDone = done;
    }

    private void awaitReady() throws IOException, SQLException {
        while (!ended) {
            int length = awaitMessage();
            if (MemoryUtil.getByte(buffer.address()) == 'D') {
                throw new WireFormatException("a row behind an error");
            }
            handle(length);
        }
    }

    private static SQLException lost(IOException broken) {
        return new SQLException("the connection to the database is broken", CONNECTION_FAILURE, broken);
    }

    /**
     * Returns whether the statement has failed for no other reason than that the server had kept it, before it returned anything;
     * unkept, it may succeed.
     */
    public boolean isStale(SQLException failure) {
        return types == null && KeptStatements.isStale(use, failure);
    }

    /** Returns how many of the commands and statements have run to their ends. */
    public int commandsDone() {
        return commandsDone;
    }

    /** Returns how many bytes the rows so far take in vectors. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Returns whether the connection waits for a statement, outside any transaction, so that pgjdbc may go on with it. */
    public boolean isIdle() {
        return ended && transaction == 'I';
    }

    /** Returns whether the connection waits for a statement inside the transaction that it was in before. */
    public boolean isInTransaction() {
        return ended && transaction == 'T';
    }

    /** Closes the connection's socket, which ends a read that waits; pgjdbc finds the connection closed. Any thread may. */
    public void breakOff() {
        try {
            transport.close();
        } catch (IOException closed) {
            // It is closed, which is all that was wanted.
        }
    }

    /** Frees the memory; the connection stays as it is. For the thread that reads. */
    @Override
    public void close() {
        buffer.close();
    }
}

package io.colonnade.source.postgres;

import io.colonnade.error.ColonnadeException;
import io.colonnade.source.RunningStatement;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.postgres.wire.WireQuery;
import io.colonnade.source.postgres.wire.WireResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * One statement in one read-only transaction, whose binary rows are read past pgjdbc. The transaction's begin, its settings, the
 * statement and the end are sent at once, so that a small result costs one round trip; there is no cursor and no fetch size,
 * which would cost PostgreSQL its parallel plans. Threads as its interface says.
 */
final class PostgresStatement implements RunningStatement {
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private static final String COMMIT = "COMMIT";
    /** Serialization failure, after which the same may be run again. */
    private static final String CONFLICT = "40001";

    /** A database that has not stopped after so many requests does not hear us. */
    private static final int REQUESTS = 10;

    private final PostgresRead read;
    private final PostgresPool pool;
    private final SourceStatement statement;
    private final IntPredicate sentAsText;
    private final int batchRows;
    private final BufferAllocator allocator;

    private boolean kept;
    private volatile @Nullable WireResult result;
    private int requests;
    private long bytesRead;

    /**
     * Creates a statement that has not begun.
     *
     * @param kept whether the database may keep it parsed and planned for the next time: worth it where the result is small, since
     *     a plan for all values may be worse than one for these
     */
    PostgresStatement(
            PostgresRead read,
            PostgresPool pool,
            SourceStatement statement,
            boolean kept,
            IntPredicate sentAsText,
            int batchRows,
            BufferAllocator allocator) {
        this.read = read;
        this.pool = pool;
        this.statement = statement;
        this.kept = kept;
        this.sentAsText = sentAsText;
        this.batchRows = batchRows;
        this.allocator = allocator;
    }

    @Override
    public int fill(VectorSchemaRoot root) throws SQLException {
        WireResult running = result;
        if (running == null) {
            return first(root);
        }
        int count = running.fill(root);
        bytesRead = running.bytesRead();
        return count;
    }

    private int first(VectorSchemaRoot root) throws SQLException {
        read.start();
        while (true) {
            WireResult running = pool.result(read.connection(), statement.columns(), sentAsText, batchRows, allocator);
            result = running;
            try {
                running.send(query());
                int count = running.fill(root);
                bytesRead = running.bytesRead();
                return count;
            } catch (SQLException failure) {
                if (running.isStale(failure)) {
                    runUnkept(running, failure);
                } else {
                    replaceDead(running, failure);
                }
                root.clear();
                running.close();
                result = null;
            }
        }
    }

    /** A transaction that goes on after the statement has failed with it. */
    private void runUnkept(WireResult running, SQLException failure) throws SQLException {
        pool.keptInVain(failure);
        if (!running.isIdle() || read.isInTransaction()) {
            throw new SQLException("a table was changed since the statement was last run", CONFLICT, failure);
        }
        kept = false;
    }

    private void replaceDead(WireResult running, SQLException failure) throws SQLException {
        if (running.commandsDone() > 1) {
            throw failure;
        }
        read.throwIfSnapshotLost(failure);
        if (running.commandsDone() > 0 || !read.replacedDead(failure)) {
            throw failure;
        }
    }

    private WireQuery query() throws SQLException {
        List<String> before = new ArrayList<>();
        if (!read.isInTransaction()) {
            before.add(BEGIN);
            before.addAll(read.snapshotEntry());
        }
        before.add(read.timeLimit());
        List<String> after = read.staysInTransaction() ? List.of() : List.of(COMMIT);
        return new WireQuery(before, numbered(), statement.parameters(), isKept(), after);
    }

    private boolean isKept() {
        return kept && pool.keepsStatements();
    }

    private String numbered() throws SQLException {
        return pool.numbered(read.connection(), statement.sql());
    }

    @Override
    public void cancel() {
        read.cancel();
        requests++;
        WireResult running = result;
        if (running != null && requests >= REQUESTS) {
            running.breakOff();
        }
    }

    @Override
    public ColonnadeException translate(SQLException failure) {
        return read.translate(failure);
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() {
        WireResult running = result;
        if (running == null) {
            read.close();
        } else if (read.staysInTransaction() ? running.isInTransaction() : running.isIdle()) {
            read.ran(running.isInTransaction());
            running.close();
            read.close();
        } else {
            read.cancel();
            abandon();
        }
    }

    @Override
    public void abandon() {
        WireResult running = result;
        if (running != null) {
            running.breakOff();
            running.close();
        }
        read.abandon();
    }
}

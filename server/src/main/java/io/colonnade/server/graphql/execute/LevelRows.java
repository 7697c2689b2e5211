package io.colonnade.server.graphql.execute;

import io.colonnade.batch.BatchBytes;
import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ByteShare;
import io.colonnade.batch.VectorValues;
import io.colonnade.server.graphql.execute.Level.PathColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a level, one after the other, and to which rows above they belong. The memory of the batch that it stands in counts
 * against the stream's share. Not thread-safe.
 */
final class LevelRows implements AutoCloseable {
    private final Level level;
    private final BatchReader reader;
    private final ByteShare memory;
    private final VectorSchemaRoot batch;
    private final List<PathMatch> matches;
    private boolean ended;
    private int row = -1;
    private long held;

    /** One column of the path, and the rows above in which its counterpart is. */
    private record PathMatch(LevelRows above, SameValues values) {
        boolean matches(int row) {
            return values.same(row, above.row);
        }
    }

    /**
     * Creates rows of which the first is loaded.
     *
     * @param above the rows of the levels above, the nearest first
     */
    LevelRows(Level level, BatchReader reader, List<LevelRows> above, ByteShare memory) throws IOException {
        this.level = level;
        this.reader = reader;
        this.memory = memory;
        this.batch = reader.getVectorSchemaRoot();
        this.matches = level.path().stream()
                .map(column -> match(column, above.get(column.levels() - 1)))
                .toList();
        load();
        row = 0;
    }

    private PathMatch match(PathColumn column, LevelRows above) {
        return new PathMatch(
                above, SameValues.of(batch.getVector(column.column()), above.batch.getVector(column.above())));
    }

    Level level() {
        return level;
    }

    /** Returns the batch that the row is in: always the same vectors, with other values. */
    VectorSchemaRoot batch() {
        return batch;
    }

    /** Returns where in the batch the row is. */
    int row() {
        return row;
    }

    /** Returns whether there is a row, and it belongs to the rows above. */
    boolean belong() {
        if (ended) {
            return false;
        }
        for (PathMatch match : matches) {
            if (!match.matches(row)) {
                return false;
            }
        }
        return true;
    }

    boolean ended() {
        return ended;
    }

    /** Returns whether the next row is in another batch, so that this one is lost with it. */
    boolean isLastOfBatch() {
        return row == batch.getRowCount() - 1;
    }

    void next() throws IOException {
        row++;
        if (row == batch.getRowCount()) {
            load();
            row = 0;
        }
    }

    /** Returns the cursor of a row of the batch. */
    String cursor(int place) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column : level.paging().columns()) {
            FieldVector vector = batch.getVector(column);
            values.add(VectorValues.read(vector, place));
        }
        return level.paging().cursor().apply(values);
    }

    /** A reader that is at its end gives back at once what others wait for. */
    private void load() throws IOException {
        release();
        do {
            ended = !reader.loadNextBatch();
        } while (!ended && batch.getRowCount() == 0);
        if (ended) {
            reader.close();
        } else {
            held = BatchBytes.of(batch);
            memory.take(held);
        }
    }

    private void release() {
        memory.give(held);
        held = 0;
    }

    @Override
    public void close() throws IOException {
        release();
        reader.close();
    }
}

package io.colonnade.server.graphql.execute;

import com.fasterxml.jackson.core.JsonGenerator;
import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.server.graphql.execute.Content.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * An operation that runs: the statements of its levels, and their rows as one nested object. A door makes it, opens it, which fails
 * while there is nothing sent yet, and writes it. One thread opens, writes and closes; any may cancel.
 */
public final class Execution implements AutoCloseable {
    private final LevelReaders readers;
    private final AccessContext context;
    private final List<LevelRows> rows = new ArrayList<>();

    /**
     * Creates an execution that has not begun.
     *
     * @param gate lets in what needs several connections; the same for all
     * @param allocator owns the batches; the caller closes it after the execution
     */
    public Execution(QueryPipeline pipeline, AccessContext context, ConnectionGate gate, BufferAllocator allocator) {
        this.readers = new LevelReaders(pipeline, context, gate, allocator);
        this.context = context;
    }

    /** Runs the statements of levels, each behind those above it, and loads the first rows of each. */
    public void open(List<Level> levels) throws IOException {
        List<BatchReader> opened = readers.open(levels);
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            List<LevelRows> above = level.above().stream().map(rows::get).toList();
            rows.add(new LevelRows(level, opened.get(i), above, context.memory()));
        }
    }

    /** Writes all rows as one object with these members. What fails has written a part of it. */
    public void write(List<Member> members, JsonGenerator json) throws IOException {
        new NestedJson(json, rows::get).write(members);
        for (LevelRows level : rows) {
            if (!level.ended()) {
                throw leftOver(level.level());
            }
        }
    }

    /** Fails closed: what was written is not the answer. */
    private static ColonnadeException leftOver(Level level) {
        return ColonnadeException.of(
                ErrorKind.INTERNAL,
                SqlState.INTERNAL_ERROR,
                "Cannot finish the answer: rows of '" + level.name() + "' belong to no row above");
    }

    /** Stops all that runs, down to the source. */
    public void cancel() {
        readers.cancel();
    }

    @Override
    public void close() throws IOException {
        try {
            for (LevelRows level : rows) {
                level.close();
            }
        } finally {
            readers.close();
        }
    }
}

package io.colonnade.server.graphql.execute;

import io.colonnade.batch.BatchReader;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * An operation that runs as tables, one after the other, all of the same state of the data. One thread opens, reads and closes; any may
 * cancel.
 */
public final class TableExecution implements AutoCloseable {
    private final LevelReaders readers;
    private final AccessContext context;
    private final BufferAllocator allocator;
    private List<LevelReaders.Turn> turns = List.of();

    /**
     * Creates an execution that has not begun.
     *
     * @param gate lets in what needs several connections; the same for all
     * @param allocator owns the batches; the caller closes it after the execution
     */
    public TableExecution(
            QueryPipeline pipeline, AccessContext context, ConnectionGate gate, BufferAllocator allocator) {
        this.readers = new LevelReaders(pipeline, context, gate, allocator);
        this.context = context;
        this.allocator = allocator;
    }

    /** Finds a state of the data in which all tables are read; statements of small ones may run. */
    public void open(List<Table> tables) throws IOException {
        turns = readers.inTurn(tables.stream().map(Table::level).toList());
    }

    /** Begins to read a table, whose number it is. The caller closes the reader before the next one is begun. */
    public BatchReader read(int number, Table table) throws IOException {
        return table.rows(turns.get(number).begin(), context.memory(), allocator);
    }

    /** Stops all that runs, down to the source. */
    public void cancel() {
        readers.cancel();
    }

    @Override
    public void close() {
        readers.close();
    }
}

package io.colonnade.server.graphql;

import com.fasterxml.jackson.core.JsonGenerator;
import io.colonnade.batch.BatchReader;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.server.graphql.compile.OperationCompiler;
import io.colonnade.server.graphql.execute.ConnectionGate;
import io.colonnade.server.graphql.execute.Execution;
import io.colonnade.server.graphql.execute.Operation;
import io.colonnade.server.graphql.execute.Table;
import io.colonnade.server.graphql.execute.TableExecution;
import io.colonnade.server.selection.Cursors;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Runs each level of an operation as one statement of the query road. Thread-safe; made once, by the server's wiring. */
public final class LevelRunner implements OperationRunner {
    private final QueryPipeline pipeline;
    private final Cursors cursors;
    private final ConnectionGate gate;
    private final BufferAllocator allocator;

    /**
     * Creates a runner.
     *
     * @param cursors seals and opens the cursors of pages
     * @param gate lets in what takes several connections
     * @param allocator owns the rows on their way; the caller closes it
     */
    public LevelRunner(QueryPipeline pipeline, Cursors cursors, ConnectionGate gate, BufferAllocator allocator) {
        this.pipeline = pipeline;
        this.cursors = cursors;
        this.gate = gate;
        this.allocator = allocator;
    }

    @Override
    public RunningOperation begin(PreparedOperation operation, AccessContext context) {
        Operation levels = compiler(operation, context).compile(operation.fields(), operation.introspection());
        return new Running(levels, new Execution(pipeline, context, gate, allocator));
    }

    @Override
    public RunningTables beginTables(PreparedOperation operation, AccessContext context) {
        return new Tables(tables(operation, context), new TableExecution(pipeline, context, gate, allocator));
    }

    @Override
    public List<Table> tables(PreparedOperation operation, AccessContext context) {
        return compiler(operation, context).tables(operation.fields());
    }

    private OperationCompiler compiler(PreparedOperation operation, AccessContext context) {
        return new OperationCompiler(operation.schema(), context.principal().orElse(null), cursors);
    }

    private record Tables(List<Table> tables, TableExecution execution) implements RunningTables {
        @Override
        public List<String> names() {
            return tables.stream().map(Table::name).toList();
        }

        @Override
        public void open() throws IOException {
            execution.open(tables);
        }

        @Override
        public BatchReader read(int number) throws IOException {
            return execution.read(number, tables.get(number));
        }

        @Override
        public void cancel() {
            execution.cancel();
        }

        @Override
        public void close() {
            execution.close();
        }
    }

    private record Running(Operation operation, Execution execution) implements RunningOperation {
        @Override
        public void open() throws IOException {
            execution.open(operation.levels());
        }

        @Override
        public void write(JsonGenerator json) throws IOException {
            execution.write(operation.members(), json);
        }

        @Override
        public void cancel() {
            execution.cancel();
        }

        @Override
        public void close() throws IOException {
            execution.close();
        }
    }
}

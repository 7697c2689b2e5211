package io.colonnade.server.graphql;

import com.fasterxml.jackson.core.JsonGenerator;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.server.graphql.compile.OperationCompiler;
import io.colonnade.server.graphql.execute.ConnectionGate;
import io.colonnade.server.graphql.execute.Execution;
import io.colonnade.server.graphql.execute.Operation;
import io.colonnade.server.selection.Cursors;
import java.io.IOException;
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
        OperationCompiler compiler = new OperationCompiler(
                operation.schema(), operation.visible(), context.principal().orElse(null), cursors);
        Operation levels = compiler.compile(operation.fields(), operation.introspection());
        return new Running(levels, new Execution(pipeline, context, gate, allocator));
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

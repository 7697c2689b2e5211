package io.colonnade.server.flight;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.query.AccessContext;
import io.colonnade.server.export.CommandSchemas;
import io.colonnade.server.export.ExportCommands;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A command among statements, so that the door's tests can run what no export would do. One thread runs it, once; any thread may
 * stop it.
 */
interface StatementCommand {
    /** Returns whether nothing is done, and only something is told. */
    boolean isQuestion();

    /** Checks what can be known beforehand; returns the columns of a question, and none of what does something. */
    CommandSchemas describe(AccessContext context);

    /** Does what is commanded, to its end; the rows say what came of it. */
    BatchReader run(AccessContext context, List<@Nullable Object> parameters, BufferAllocator allocator);

    /** Has an export begun that goes on by itself; returns its id, or nothing if the command makes none. */
    Optional<String> start(AccessContext context, List<@Nullable Object> parameters);

    /** Has {@link #run} fail soon with this reason. */
    void stop(ColonnadeException reason);

    static StatementCommand of(ExportCommands.Running command) {
        return new StatementCommand() {
            @Override
            public boolean isQuestion() {
                return command.isQuestion();
            }

            @Override
            public CommandSchemas describe(AccessContext context) {
                return command.describe(context);
            }

            @Override
            public BatchReader run(
                    AccessContext context, List<@Nullable Object> parameters, BufferAllocator allocator) {
                return command.run(context, parameters, allocator);
            }

            @Override
            public Optional<String> start(AccessContext context, List<@Nullable Object> parameters) {
                return command.start(context, parameters);
            }

            @Override
            public void stop(ColonnadeException reason) {
                command.stop(reason);
            }
        };
    }
}

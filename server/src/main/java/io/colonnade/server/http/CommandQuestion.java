package io.colonnade.server.http;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.server.export.ExportCommands;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** A command, whose rows say what it has done. */
record CommandQuestion(ExportCommands.Running command) implements Question {
    @Override
    public BatchReader run(QueryPipeline pipeline, AccessContext context, BufferAllocator allocator) {
        return command.run(context, List.of(), allocator);
    }

    @Override
    public boolean isLong() {
        return !command.isQuestion();
    }

    @Override
    public void stop(ColonnadeException reason) {
        command.stop(reason);
    }
}

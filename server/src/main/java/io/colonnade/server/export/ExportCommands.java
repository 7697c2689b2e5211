package io.colonnade.server.export;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.TextReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.Command;
import io.colonnade.query.request.Copy;
import io.colonnade.query.request.QueryRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** The commands among statements, as doors see them: something that runs, can be stopped, and answers with a few rows. Thread-safe. */
public final class ExportCommands {
    private static final Schema PLAN =
            new Schema(List.of(new Field("plan", new FieldType(false, new ArrowType.Utf8(), null), null)));

    private final QueryPipeline pipeline;
    private final ExportService exports;

    /** Creates the commands. */
    public ExportCommands(QueryPipeline pipeline, ExportService exports) {
        this.pipeline = pipeline;
        this.exports = exports;
    }

    /**
     * Returns the command that a statement is; nothing if it is a question.
     *
     * @throws ColonnadeException if it begins as a command and does not go on as one
     */
    public Optional<Running> of(QueryRequest.Sql statement) {
        return pipeline.command(statement).map(command -> new Running(command, statement.defaultSchema()));
    }

    /** A command on its way. One thread runs it, once; any thread may stop it. */
    public final class Running {
        private final Command command;
        private final @Nullable String defaultSchema;
        private final AtomicReference<@Nullable ColonnadeException> stopped = new AtomicReference<>();
        private final AtomicReference<@Nullable Export> export = new AtomicReference<>();

        private Running(Command command, @Nullable String defaultSchema) {
            this.command = command;
            this.defaultSchema = defaultSchema;
        }

        /**
         * Does what is commanded, to its end.
         *
         * @param allocator owns the rows that tell of it; the caller closes the reader
         */
        public BatchReader run(AccessContext context, BufferAllocator allocator) {
            if (!(command instanceof Copy copy)) {
                throw ColonnadeException.of(
                        ErrorKind.UNIMPLEMENTED,
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "Cannot decide on an export: this version has none that wait");
            }
            Export prepared = exports.prepare(context, copy, defaultSchema);
            if (copy.explained()) {
                return new TextReader(PLAN, prepared.explanation(), allocator);
            }
            export.set(prepared);
            ColonnadeException reason = stopped.get();
            if (reason != null) {
                throw reason;
            }
            return new ExportReport(prepared.run(ExportProgress.UNWATCHED), allocator);
        }

        /** Has {@link #run} fail soon with this reason. */
        public void stop(ColonnadeException reason) {
            stopped.compareAndSet(null, reason);
            Export running = export.get();
            if (running != null) {
                running.stop(reason);
            }
        }
    }
}

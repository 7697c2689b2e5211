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
import io.colonnade.query.request.ExportOrder;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.request.ShowExports;
import io.colonnade.security.audit.AuditLog;
import io.colonnade.security.identity.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The commands among statements, as doors see them: something that runs, can be stopped, and answers with a few rows. Thread-safe;
 * closing it stops the exports that still run.
 */
public final class ExportCommands implements AutoCloseable {
    private static final Schema PLAN =
            new Schema(List.of(new Field("plan", new FieldType(false, new ArrowType.Utf8(), null), null)));

    private static final Schema NOTHING = new Schema(List.of());

    private final QueryPipeline pipeline;
    private final ExportService exports;
    private final ExportJobs jobs;
    private final ExportSweeper sweeper;
    private final Clock clock;

    /**
     * Creates the commands, and begins to sweep.
     *
     * @param audit told of what becomes of exports
     */
    public ExportCommands(
            QueryPipeline pipeline,
            ExportService exports,
            Destinations destinations,
            ExportSettings settings,
            AuditLog audit,
            Clock clock) {
        this.pipeline = pipeline;
        this.exports = exports;
        this.clock = clock;
        ExportAudit told = new ExportAudit(audit, clock);
        this.jobs = new ExportJobs(exports, settings, told, clock);
        this.sweeper = new ExportSweeper(destinations.all(), settings.timeout(), jobs::endedByNow, told, clock);
        sweeper.start(settings.sweepInterval());
    }

    /**
     * Returns the command that a statement is; nothing if it is a question.
     *
     * @throws ColonnadeException if it begins as a command and does not go on as one
     */
    public Optional<Running> of(QueryRequest.Sql statement) {
        return pipeline.command(statement).map(command -> new Running(command, statement.defaultSchema()));
    }

    @Override
    public void close() {
        sweeper.close();
        jobs.close();
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
            Principal caller = context.principal().orElseThrow(ExportCommands::anonymous);
            if (command instanceof Copy copy) {
                return copy(context, copy, allocator);
            }
            return command instanceof ExportOrder order
                    ? report(jobs.decide(context, order), allocator)
                    : new ExportReport(jobs.statuses(caller), allocator);
        }

        private BatchReader copy(AccessContext context, Copy copy, BufferAllocator allocator) {
            Export prepared = exports.prepare(context, copy, defaultSchema);
            if (copy.explained()) {
                return new TextReader(PLAN, prepared.explanation(), allocator);
            }
            ExportJob asked = new ExportJob(context, copy, defaultSchema, prepared, clock.instant());
            ExportJob job = jobs.add(asked);
            if (job == asked && job.state() == ExportState.QUEUED) {
                begin(job, prepared);
            }
            return report(job, allocator);
        }

        private void begin(ExportJob job, Export prepared) {
            if (prepared.options().asynchronous()) {
                jobs.runLater(job);
                return;
            }
            export.set(prepared);
            ColonnadeException reason = stopped.get();
            if (reason != null) {
                prepared.stop(reason);
            }
            jobs.run(job);
        }

        private BatchReader report(ExportJob job, BufferAllocator allocator) {
            return new ExportReport(List.of(job.status()), allocator);
        }

        /** Returns whether nothing is done, and only something is told. */
        public boolean isQuestion() {
            return command instanceof ShowExports || (command instanceof Copy copy && copy.explained());
        }

        /**
         * Checks what can be known beforehand, and does nothing.
         *
         * @return the columns that a question's rows have; none for what does something, which may be sent as an update
         */
        public Schema describe(AccessContext context) {
            if (context.principal().isEmpty()) {
                throw anonymous();
            }
            if (!(command instanceof Copy copy)) {
                return isQuestion() ? ExportReport.SCHEMA : NOTHING;
            }
            exports.prepare(context, copy, defaultSchema);
            return copy.explained() ? PLAN : NOTHING;
        }

        /** Has {@link #run} fail soon with this reason, unless others than its client wait for it. */
        public void stop(ColonnadeException reason) {
            stopped.compareAndSet(null, reason);
            Export running = export.get();
            if (running != null) {
                running.stop(reason);
            }
        }
    }

    private static ColonnadeException anonymous() {
        return ColonnadeException.of(
                ErrorKind.UNAUTHENTICATED,
                SqlState.INVALID_AUTHORIZATION,
                "Cannot export: exports are made by somebody; send credentials");
    }
}

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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
    private static final Duration PAUSE = Duration.ofMillis(200);

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
     * @param call names what has the statement run, such as a ticket: run again under the same name, an export is the one that has been
     *     made, and is not made twice; null makes one each time
     * @throws ColonnadeException if it begins as a command and does not go on as one
     */
    public Optional<Running> of(QueryRequest.Sql statement, @Nullable String call) {
        return pipeline.command(statement).map(command -> new Running(command, statement.defaultSchema(), call));
    }

    /**
     * Returns how an export stands, at its end or after a while.
     *
     * @throws ColonnadeException what there is to say of it if it has ended with nothing published; NOT_FOUND if it is not the caller's, or
     *     not known any more
     */
    public ExportStatus await(AccessContext context, String id, Duration longest) {
        return jobs.await(caller(context), id, longest);
    }

    /**
     * Stops an export.
     *
     * @return how it stands then: it may take a moment to end
     * @throws ColonnadeException FAILED_PRECONDITION if it has ended; NOT_FOUND if it is not the caller's, or not known any more
     */
    public ExportStatus cancel(AccessContext context, String id) {
        return jobs.decide(context, new ExportOrder(ExportOrder.Verb.CANCEL, id))
                .status();
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
        private final @Nullable String call;
        private final AtomicReference<@Nullable ColonnadeException> stopped = new AtomicReference<>();
        private final AtomicReference<@Nullable Export> export = new AtomicReference<>();

        private Running(Command command, @Nullable String defaultSchema, @Nullable String call) {
            this.command = command;
            this.defaultSchema = defaultSchema;
            this.call = call;
        }

        /**
         * Does what is commanded, to its end.
         *
         * @param parameters a value for each parameter of what is copied, in order
         * @param allocator owns the rows that tell of it; the caller closes the reader
         */
        public BatchReader run(AccessContext context, List<@Nullable Object> parameters, BufferAllocator allocator) {
            Principal caller = caller(context);
            if (command instanceof Copy copy) {
                return copy(context, new AskedExport(copy, defaultSchema, call, parameters), allocator);
            }
            if (command instanceof ExportOrder order) {
                return report(jobs.decide(context, order).status(), allocator);
            }
            @Nullable String one = ((ShowExports) command).id();
            return one == null
                    ? new ExportReport(jobs.statuses(caller), allocator)
                    : report(jobs.status(caller, one), allocator);
        }

        private BatchReader copy(AccessContext context, AskedExport asked, BufferAllocator allocator) {
            Export prepared = exports.prepare(context, asked);
            return asked.copy().explained()
                    ? new TextReader(PLAN, prepared.explanation(), allocator)
                    : report(take(context, asked, prepared, this::begin).status(), allocator);
        }

        /** Begins what has not been asked for before, and needs no approval. */
        private ExportJob take(
                AccessContext context, AskedExport asked, Export prepared, Consumer<ExportJob> beginning) {
            prepared.checkValues();
            ExportJob mine = new ExportJob(context, asked, prepared, clock.instant());
            ExportJob job = jobs.add(mine);
            if (job == mine && job.state() == ExportState.QUEUED) {
                beginning.accept(job);
            } else if (job.asked().isRepeatedBy(asked) && !prepared.options().asynchronous()) {
                awaitOther(job);
            }
            return job;
        }

        /** Who fetches again while the first fetch still runs waits for the end, as it does. */
        private void awaitOther(ExportJob job) {
            while (job.state() == ExportState.QUEUED || job.state() == ExportState.RUNNING) {
                job.awaitEnd(PAUSE);
                ColonnadeException reason = stopped.get();
                if (reason != null) {
                    throw reason;
                }
            }
            job.checkNotInVain();
        }

        private void begin(ExportJob job) {
            Export prepared = job.export();
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

        private BatchReader report(ExportStatus status, BufferAllocator allocator) {
            return new ExportReport(List.of(status), allocator);
        }

        /**
         * Has an export begun that goes on by itself, as with {@code ASYNC}.
         *
         * @return its id; nothing if the command makes no export
         */
        public Optional<String> start(AccessContext context, List<@Nullable Object> parameters) {
            if (!(command instanceof Copy copy) || copy.explained()) {
                return Optional.empty();
            }
            AskedExport asked = new AskedExport(copy, defaultSchema, call, parameters);
            caller(context);
            Export prepared = exports.prepare(context.alone(), asked);
            return Optional.of(take(context, asked, prepared, jobs::runLater).id());
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
        public CommandSchemas describe(AccessContext context) {
            caller(context);
            if (!(command instanceof Copy copy)) {
                return new CommandSchemas(isQuestion() ? ExportReport.SCHEMA : NOTHING, NOTHING);
            }
            Export prepared = exports.prepare(context, new AskedExport(copy, defaultSchema, null, List.of()));
            return new CommandSchemas(copy.explained() ? PLAN : NOTHING, prepared.parameters());
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

    private static Principal caller(AccessContext context) {
        return context.principal()
                .orElseThrow(() -> ColonnadeException.of(
                        ErrorKind.UNAUTHENTICATED,
                        SqlState.INVALID_AUTHORIZATION,
                        "Cannot export: exports are made by somebody; send credentials"));
    }
}

package io.colonnade.server.flight;

import io.colonnade.batch.BatchReader;
import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryDescription;
import io.colonnade.query.QueryPart;
import io.colonnade.query.QuerySnapshot;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.server.export.ExportState;
import io.colonnade.server.export.ExportStatus;
import io.colonnade.source.PageRange;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Streams on command, so that a door can be tested with what no database would do: {@code rows N}, {@code endless},
 * {@code stuck} (no first batch until cancelled), {@code break N} (an error after N batches),
 * {@code exhaust N} (a limit after N batches), {@code overflow} (an error of the JVM), {@code echo ?}. What ends in {@code SPLIT} can be run in parts, a page a batch.
 */
final class FakeQueries implements Queries {
    static final int ROWS_PER_BATCH = 1000;

    final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    final List<String> traces = Collections.synchronizedList(new ArrayList<>());
    final FakeCommand.Seen commands = new FakeCommand.Seen();
    final AtomicInteger batches = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    final List<Optional<QuerySnapshot>> snapshots = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger partsAtMost = new AtomicInteger(Integer.MAX_VALUE);
    volatile String plan = "the plan";
    volatile String policy = "the policy";
    volatile boolean outOfSnapshots;
    final CountDownLatch cancelled = new CountDownLatch(1);
    final CountDownLatch started = new CountDownLatch(1);

    @Override
    public ExportStatus awaitExport(AccessContext context, String id, Duration longest) {
        ExportState state = known(context, id);
        if (state == ExportState.FAILED) {
            throw ColonnadeException.of(ErrorKind.CONTRACT_VIOLATION, SqlState.NULL_NOT_ALLOWED, "a null too many");
        }
        return FakeCommand.status(id, state, 1);
    }

    @Override
    public ExportStatus cancelExport(AccessContext context, String id) {
        if (known(context, id) != ExportState.RUNNING) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION, SqlState.NOT_IN_PREREQUISITE_STATE, "it has ended");
        }
        commands.started.put(id, ExportState.CANCELLED);
        return FakeCommand.status(id, ExportState.CANCELLED, 0);
    }

    private ExportState known(AccessContext context, String id) {
        ExportState state = commands.started.get(id);
        if (state == null || !id.startsWith(context.principal().orElseThrow().name())) {
            throw ColonnadeException.of(ErrorKind.NOT_FOUND, SqlState.INVALID_PARAMETER, "There is no such export");
        }
        return state;
    }

    @Override
    public Optional<StatementCommand> command(QueryRequest.Sql statement, String id) {
        return FakeCommand.of(statement, commands);
    }

    @Override
    public QueryDescription describe(AccessContext context, QueryRequest request) {
        String sql = ((QueryRequest.Sql) request).text();
        checkPromise(context);
        if (sql.startsWith("INSERT")) {
            throw Writes.refusal("INSERT");
        }
        if (sql.startsWith("defect")) {
            throw new IllegalStateException("secret");
        }
        List<Field> parameters = sql.contains("?")
                ? List.of(new Field("$1", FieldType.nullable(new ArrowType.Int(64, true)), null))
                : List.of();
        return new QueryDescription(schema(), new Schema(parameters), sql.contains("ORDER"), policy, List.of(), "");
    }

    private void checkPromise(AccessContext context) {
        if (!context.policyVersion().map(policy::equals).orElse(true)) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION, SqlState.NOT_IN_PREREQUISITE_STATE, "what you may see has changed");
        }
    }

    static Schema schema() {
        return new Schema(List.of(new Field(
                "n",
                new FieldType(false, new ArrowType.Int(64, true), null, Map.of("ARROW:FLIGHT:SQL:TYPE_NAME", "bigint")),
                null)));
    }

    @Override
    public BatchReader run(
            AccessContext context, QueryRequest request, List<@Nullable Object> parameters, BufferAllocator allocator) {
        QueryRequest.Sql sql = (QueryRequest.Sql) request;
        checkPromise(context);
        seen.add(context.principal().map(Principal::subject).orElse("nobody") + "|" + sql.defaultSchema() + "|"
                + sql.text() + "|" + parameters);
        snapshots.add(context.snapshot());
        traces.add(context.traceId());
        started.countDown();
        return new FakeReader(sql.text().split(" "), parameters, new PageRange(0, PageRange.OPEN), allocator);
    }

    @Override
    public List<QueryPart> parts(
            AccessContext context, QueryRequest request, List<@Nullable Object> parameters, int most) {
        String[] command = ((QueryRequest.Sql) request).text().split(" ");
        if (outOfSnapshots) {
            throw ColonnadeException.of(
                    ErrorKind.RESOURCE_EXHAUSTED, SqlState.TOO_MANY_CONNECTIONS, "Cannot begin a transaction");
        }
        if (!command[command.length - 1].equals("SPLIT")) {
            return List.of();
        }
        int count = Math.min(most, partsAtMost.get());
        List<QueryPart> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new QueryPart(new PageRange(i, i == count - 1 ? PageRange.OPEN : i + 1), plan));
        }
        return parts;
    }

    @Override
    public BatchReader runPart(
            AccessContext context,
            QueryRequest request,
            List<@Nullable Object> parameters,
            QueryPart part,
            BufferAllocator allocator) {
        if (!part.plan().equals(plan)) {
            throw ColonnadeException.of(
                    ErrorKind.FAILED_PRECONDITION, SqlState.INVALID_TRANSACTION_STATE, "planned otherwise");
        }
        snapshots.add(context.snapshot());
        started.countDown();
        String[] command = ((QueryRequest.Sql) request).text().split(" ");
        return new FakeReader(command, parameters, part.pages(), allocator);
    }

    @Override
    public List<VisibleProjection> catalog(@Nullable Principal principal) {
        Batch customers = batch("customers", column("id", TypeName.INT64, null), column("name", TypeName.STRING, null));
        Batch orders = batch(
                "orders",
                column("id", TypeName.INT64, null),
                column("customer_id", TypeName.INT64, new Column.Reference("customers", "id")));
        Projection sales = projection("sales", orders, customers);
        Projection publicOne = projection("public_facts", batch("facts", column("id", TypeName.UUID, null)));
        return principal == null ? List.of(visible(publicOne)) : List.of(visible(sales), visible(publicOne));
    }

    private static VisibleProjection visible(Projection projection) {
        return new VisibleProjection(
                projection,
                projection.batches().stream()
                        .map(batch -> new VisibleBatch(batch, Map.of(), 0, List.of()))
                        .toList(),
                null);
    }

    private static Projection projection(String name, Batch... batches) {
        return new Projection(
                name,
                new Version(1, 2, 3),
                Stability.STABLE,
                "",
                "shop",
                List.of(batches),
                new ProjectionPolicy(name, new Grant(false, Set.of()), List.of(), List.of()));
    }

    private static Batch batch(String name, Column... columns) {
        return new Batch(
                name, "", new Relation.Table(name), null, List.of("id"), List.of(), List.of(columns), List.of());
    }

    private static Column column(String name, TypeName type, Column.@Nullable Reference reference) {
        return new Column(name, ColumnType.of(type), false, name, reference, List.of(), "What " + name + " is");
    }

    @Override
    public void refused(AccessContext context, String sqlState) {
        refusals.add(context.principal().map(Principal::subject).orElse("nobody") + "|" + context.door() + "|"
                + context.destination() + "|" + sqlState);
        traces.add(context.traceId());
    }

    @Override
    public QuerySnapshot openSnapshot() {
        return new QuerySnapshot();
    }

    private final class FakeReader extends BatchReader {
        private final String[] command;
        private final List<@Nullable Object> parameters;
        private final CountDownLatch mine = new CountDownLatch(1);
        private final PageRange pages;
        private int sent;

        FakeReader(String[] command, List<@Nullable Object> parameters, PageRange pages, BufferAllocator allocator) {
            super(allocator);
            this.pages = pages;
            this.sent = (int) pages.from();
            this.command = command;
            this.parameters = parameters;
            open.incrementAndGet();
        }

        @Override
        public void cancel() {
            mine.countDown();
            cancelled.countDown();
        }

        @Override
        public boolean loadNextBatch() throws java.io.IOException {
            if (mine.getCount() == 0) {
                throw cancelled();
            }
            switch (command[0]) {
                case "rows" -> {
                    long end = Math.min(pages.to(), Integer.parseInt(command[1]) / ROWS_PER_BATCH);
                    return sent < end && fill(ROWS_PER_BATCH);
                }
                case "endless" -> {
                    return fill(ROWS_PER_BATCH);
                }
                case "stuck" -> {
                    waitForCancel();
                    throw cancelled();
                }
                case "overflow" -> throw new StackOverflowError();
                case "exhaust" -> {
                    if (sent == Integer.parseInt(command[1])) {
                        throw ColonnadeException.of(
                                ErrorKind.RESOURCE_EXHAUSTED, SqlState.RESOURCES_EXHAUSTED, "Cannot read on");
                    }
                    return fill(ROWS_PER_BATCH);
                }
                case "break" -> {
                    if (sent == Integer.parseInt(command[1])) {
                        throw ColonnadeException.of(
                                ErrorKind.CONTRACT_VIOLATION,
                                SqlState.NULL_NOT_ALLOWED,
                                "Cannot send sales.orders.id: the contract says it is not null");
                    }
                    return fill(ROWS_PER_BATCH);
                }
                default -> {
                    return sent == 0 && fill(1);
                }
            }
        }

        private void waitForCancel() {
            try {
                mine.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private ColonnadeException cancelled() {
            return ColonnadeException.of(ErrorKind.CANCELLED, SqlState.QUERY_CANCELED, "Cancelled by the source");
        }

        private boolean fill(int rows) throws java.io.IOException {
            BigIntVector numbers = (BigIntVector) getVectorSchemaRoot().getVector(0);
            numbers.allocateNew(rows);
            for (int i = 0; i < rows; i++) {
                numbers.set(i, parameters.isEmpty() ? (long) sent * ROWS_PER_BATCH + i : (Long) parameters.get(0));
            }
            getVectorSchemaRoot().setRowCount(rows);
            sent++;
            batches.incrementAndGet();
            return true;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        protected void closeReadSource() {
            open.decrementAndGet();
        }

        @Override
        protected Schema readSchema() {
            return schema();
        }
    }
}

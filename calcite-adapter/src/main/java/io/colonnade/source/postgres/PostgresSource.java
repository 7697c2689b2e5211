package io.colonnade.source.postgres;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ReadAheadReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.finding.Finding;
import io.colonnade.source.Capabilities;
import io.colonnade.source.PageRange;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.RunningStatement;
import io.colonnade.source.Source;
import io.colonnade.source.SourceSnapshot;
import io.colonnade.source.SourceState;
import io.colonnade.source.SourceStatement;
import io.colonnade.source.SourceUse;
import io.colonnade.source.StatementDescription;
import io.colonnade.source.StatementReader;
import io.colonnade.source.jdbc.JdbcStatement;
import io.colonnade.source.postgres.doctor.PostgresExamination;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database. Made by the composition root, one a configured source. Every read is a read-only
 * REPEATABLE READ transaction on a connection of its own. Thread-safe; connects when first asked.
 */
public final class PostgresSource implements Source {
    private static final int HEALTH_SECONDS = 2;

    private final PostgresSettings settings;
    private final PostgresPool pool;
    private final PostgresTextTypes textTypes;
    private final Semaphore leaders;
    private final Semaphore scanLeaders;
    private final Set<PostgresSnapshot> snapshots = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService housekeeping;
    private final LargeScans scans;
    private volatile @Nullable Capabilities capabilities;

    /** Creates a source; the database need not run yet. */
    public PostgresSource(PostgresSettings settings) {
        this.settings = settings;
        this.pool = new PostgresPool(settings);
        this.textTypes = new PostgresTextTypes(pool);
        this.leaders = new Semaphore(settings.maximumSnapshots());
        this.scanLeaders = new Semaphore(settings.maximumSnapshots());
        this.scans = new LargeScans(settings, pool, this::openScanSnapshot, this::start);
        this.housekeeping = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "snapshots of " + settings.name());
            thread.setDaemon(true);
            return thread;
        });
        long period = Math.max(10, settings.snapshotIdle().toMillis() / 10);
        housekeeping.scheduleWithFixedDelay(this::closeIdleSnapshots, period, period, TimeUnit.MILLISECONDS);
    }

    private void closeIdleSnapshots() {
        snapshots.forEach(PostgresSnapshot::closeIfIdle);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Capabilities capabilities() {
        Capabilities known = capabilities;
        if (known == null) {
            known = pool.ask(PostgresCatalog::capabilities);
            capabilities = known;
        }
        return known;
    }

    @Override
    public StatementDescription describe(String select) {
        Connection connection = pool.take();
        try {
            return PostgresCatalog.describe(connection, select);
        } catch (SQLException failure) {
            throw PostgresErrors.describing(settings, failure, select);
        } finally {
            pool.giveBack(connection);
        }
    }

    @Override
    public BatchReader read(SourceStatement statement, ReadOptions options, BufferAllocator allocator) {
        SourceStatement wanted = FirstRows.of(statement, options.mostRows());
        if (options.snapshot().orElse(null) instanceof PostgresTransaction transaction) {
            return start(wanted, options, transaction.of(settings, options.isLast()), allocator);
        }
        if (options.expectsFewRows()) {
            return start(wanted, options, pool, allocator);
        }
        PostgresSnapshot shared = options.snapshot().map(this::own).orElse(null);
        BatchReader parallel = scans.read(wanted, options, shared, allocator);
        return parallel == null
                ? new ReadAheadReader(start(wanted, options, pool, allocator), options.memory(), allocator)
                : parallel;
    }

    private BatchReader start(
            SourceStatement statement, ReadOptions options, Connections connections, BufferAllocator allocator) {
        PostgresSnapshot snapshot = options.snapshot().orElse(null) instanceof PostgresTransaction
                ? null
                : options.snapshot().map(this::own).orElse(null);
        if (snapshot != null) {
            snapshot.identifier();
        }
        Duration limit = shorter(options.timeout(), settings.statementTimeout());
        Duration left = limit.minus(options.spent());
        Object use = new Object();
        PostgresRead read = new PostgresRead(settings, connections, left, snapshot, use);
        RunningStatement running = switch (settings.reader()) {
            case WIRE ->
                new PostgresStatement(
                        read,
                        pool,
                        statement,
                        options.mostRows() > 0 || options.expectsFewRows(),
                        textTypes,
                        options.batchRows(),
                        allocator);
            case JDBC ->
                new JdbcStatement(
                        statement.columns(),
                        new PostgresRows(read, statement, options.expectsFewRows()),
                        options.batchRows());
        };
        StatementReader reader = new StatementReader(statement.columns(), running, limit, left, allocator);
        if (snapshot != null) {
            enter(snapshot, use, reader);
        }
        return reader;
    }

    private static void enter(PostgresSnapshot snapshot, Object use, StatementReader reader) {
        try {
            snapshot.enter(use, reader);
        } catch (ColonnadeException ended) {
            closeAfter(ended, reader);
            throw ended;
        }
    }

    private static void closeAfter(ColonnadeException failure, StatementReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private PostgresSnapshot own(SourceSnapshot snapshot) {
        if (snapshot instanceof PostgresSnapshot mine && mine.belongsTo(settings)) {
            return mine;
        }
        throw new IllegalArgumentException("a snapshot of another source than '" + settings.name() + "'");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    @Override
    public SourceSnapshot openSnapshot() {
        return opened(new PostgresSnapshot(settings, pool, leaders, snapshots::remove, PostgresErrors::snapshotGone));
    }

    @Override
    public SourceSnapshot openTransaction() {
        return new PostgresTransaction(settings, pool);
    }

    private PostgresSnapshot openScanSnapshot() {
        return opened(new PostgresSnapshot(settings, pool, scanLeaders, snapshots::remove, PostgresErrors::scanLost));
    }

    private PostgresSnapshot opened(PostgresSnapshot snapshot) {
        snapshots.add(snapshot);
        return snapshot;
    }

    @Override
    public List<PageRange> split(SourceStatement statement, SourceSnapshot snapshot, int parts) {
        return scans.split(statement, own(snapshot), parts);
    }

    @Override
    public OptionalLong estimate(SourceStatement statement) {
        return new RowEstimate(pool).of(statement);
    }

    @Override
    public List<Finding> examine(SourceUse use) {
        return pool.ask(connection -> new PostgresExamination(settings.name(), connection, Clock.systemUTC())
                .findings(use, settings.maximumPoolSize(), settings.snapshotIdle()));
    }

    @Override
    public SourceState state() {
        return pool.state();
    }

    @Override
    public boolean isHealthy() {
        try {
            return pool.ask(connection -> connection.isValid(HEALTH_SECONDS));
        } catch (ColonnadeException unhealthy) {
            return false;
        }
    }

    @Override
    public void close() {
        housekeeping.shutdownNow();
        snapshots.forEach(PostgresSnapshot::close);
        pool.close();
    }
}

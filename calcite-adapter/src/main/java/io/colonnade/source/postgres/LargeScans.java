package io.colonnade.source.postgres;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ReadAheadReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.source.PageRange;
import io.colonnade.source.ReadOptions;
import io.colonnade.source.SourceStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads large scans in parts, all in one snapshot, where that is faster and the pool can spare connections. Thread-safe. */
final class LargeScans {
    private static final Logger LOG = LoggerFactory.getLogger(LargeScans.class);

    /** A scan that has no snapshot of its caller's needs one more connection, which keeps it. */
    private static final int FEWEST_READERS = 2;

    private final PostgresSettings settings;
    private final PostgresPool pool;
    private final ScanCheck check;
    private final Supplier<PostgresSnapshot> snapshots;
    private final Reading reading;

    /** Begins to read a statement by one connection. */
    interface Reading {
        BatchReader start(
                SourceStatement statement, ReadOptions options, Connections connections, BufferAllocator allocator);
    }

    LargeScans(PostgresSettings settings, PostgresPool pool, Supplier<PostgresSnapshot> snapshots, Reading reading) {
        this.settings = settings;
        this.pool = pool;
        this.check = new ScanCheck(pool);
        this.snapshots = snapshots;
        this.reading = reading;
    }

    /** Returns at most so many ranges for somebody else to read; none if the statement is to be read as a whole. */
    List<PageRange> split(SourceStatement statement, PostgresSnapshot snapshot, int parts) {
        long pages = parts > 1 ? check.pages(statement) : 0;
        boolean held =
                pages > 0 && snapshot.hold(statement.splitting().orElseThrow().table());
        return held ? ranges(pages, parts) : List.of();
    }

    /** No more than can be read side by side, next to the connection that keeps their snapshot. */
    private List<PageRange> ranges(long pages, int parts) {
        long most = Math.min(pages, Math.min(parts, settings.maximumPoolSize() - 1));
        List<PageRange> ranges = new ArrayList<>();
        for (long i = 0; i < most; i++) {
            long end = i == most - 1 ? PageRange.OPEN : pages * (i + 1) / most;
            ranges.add(new PageRange(pages * i / most, end));
        }
        return ranges;
    }

    /**
     * Begins to read a statement by several connections.
     *
     * @param shared the caller's snapshot, if there is one
     * @return null if one connection is to read it
     */
    @Nullable
    BatchReader read(
            SourceStatement statement,
            ReadOptions options,
            @Nullable PostgresSnapshot shared,
            BufferAllocator allocator) {
        boolean possible = statement.splitting().isPresent()
                && settings.scanParallelism() >= FEWEST_READERS
                && pool.hasSpare(shared == null ? FEWEST_READERS + 1 : FEWEST_READERS);
        long pages = possible ? check.pages(statement) : 0;
        if (pages == 0) {
            return null;
        }
        if (shared != null) {
            return read(statement, options, pages, shared, () -> {}, allocator);
        }
        PostgresSnapshot own = snapshots.get();
        BatchReader reader = null;
        try {
            reader = read(statement, options, pages, own, own::close, allocator);
            return reader;
        } finally {
            if (reader == null) {
                own.close();
            }
        }
    }

    private @Nullable BatchReader read(
            SourceStatement statement,
            ReadOptions options,
            long pages,
            PostgresSnapshot snapshot,
            Runnable onClose,
            BufferAllocator allocator) {
        String table = statement.splitting().orElseThrow().table();
        ScanConnections connections = new ScanConnections(settings, pool, snapshot, table);
        try {
            if (!snapshot.hold(table)) {
                return null;
            }
            ParallelScan.Chunk chunk = chunk(statement, options, snapshot, allocator);
            ParallelScan scan = new ParallelScan(connections, settings.scanParallelism(), pages, chunk, onClose);
            return new ReadAheadReader(Objects.requireNonNull(scan.next()), scan, options.memory(), allocator);
        } catch (ColonnadeException unable) {
            connections.releaseIdle();
            LOG.debug("Cannot read source '{}' by several connections", settings.name(), unable);
            return null;
        }
    }

    private ParallelScan.Chunk chunk(
            SourceStatement statement, ReadOptions options, PostgresSnapshot snapshot, BufferAllocator allocator) {
        long begun = System.nanoTime();
        return (pages, connections) -> {
            Duration spent = options.spent().plus(Duration.ofNanos(System.nanoTime() - begun));
            ReadOptions rest = options.inside(snapshot).after(spent);
            return reading.start(statement.part(pages), rest, connections, allocator);
        };
    }
}

package io.colonnade.source.postgres;

import io.colonnade.batch.BatchReader;
import io.colonnade.batch.ReadAheadReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.source.PageRange;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one large table in chunks, of which each connection takes the next one when it is done with its last. It
 * has further connections only while the pool can spare them. Thread-safe.
 */
final class ParallelScan implements ReadAheadReader.Inputs {
    /** 16 MiB: long enough that beginning a chunk costs nothing, short enough to leave a connection to others soon. */
    private static final long CHUNK_PAGES = 2_048;

    private final ScanConnections connections;
    private final int parallelism;
    private final long chunks;
    private final Chunk chunk;
    private final Runnable onClose;
    private final AtomicLong taken = new AtomicLong();

    /** Begins to read a range of pages. */
    interface Chunk {
        BatchReader read(PageRange pages, Connections connections);
    }

    /** Creates a scan that calls {@code onClose} when nothing of it needs the snapshot any more. */
    ParallelScan(ScanConnections connections, int parallelism, long pages, Chunk chunk, Runnable onClose) {
        this.connections = connections;
        this.parallelism = parallelism;
        this.chunks = Math.max(1, pages / CHUNK_PAGES);
        this.chunk = chunk;
        this.onClose = onClose;
    }

    @Override
    public @Nullable BatchReader next() {
        Connection connection = isDone() ? null : connections.forNextChunk();
        if (connection == null) {
            return null;
        }
        long next = taken.getAndIncrement();
        if (next >= chunks) {
            connections.release(connection);
            return null;
        }
        long end = next == chunks - 1 ? PageRange.OPEN : (next + 1) * CHUNK_PAGES;
        ScanConnections.Chunk lent = connections.chunk(connection);
        try {
            return chunk.read(new PageRange(next * CHUNK_PAGES, end), lent);
        } catch (ColonnadeException failure) {
            lent.giveBackIfUntaken();
            throw failure;
        }
    }

    private boolean isDone() {
        boolean done = taken.get() >= chunks;
        if (done) {
            connections.releaseIdle();
        }
        return done;
    }

    @Override
    public boolean wantProducer(int running) {
        return taken.get() < chunks && running < parallelism && connections.mayGrow();
    }

    @Override
    public void close() {
        connections.releaseIdle();
        onClose.run();
    }
}

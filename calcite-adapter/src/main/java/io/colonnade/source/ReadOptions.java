package io.colonnade.source;

import io.colonnade.batch.ByteShare;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one statement is read. Immutable. */
public final class ReadOptions {
    /** Rows in a batch: measured best on loopback together with {@link #BATCH_BYTES}. */
    public static final int BATCH_ROWS = 16_384;

    /** Bytes in a batch, at most: clients refuse messages above 16 MiB. */
    public static final int BATCH_BYTES = 4 << 20;

    private final Duration timeout;
    private final Duration spent;
    private final @Nullable SourceSnapshot snapshot;
    private final boolean smallResult;
    private final ByteShare memory;

    private ReadOptions(
            Duration timeout,
            Duration spent,
            @Nullable SourceSnapshot snapshot,
            boolean smallResult,
            ByteShare memory) {
        this.timeout = timeout;
        this.spent = spent;
        this.snapshot = snapshot;
        this.smallResult = smallResult;
        this.memory = memory;
    }

    /** Reads within a time, which the source enforces by itself. */
    public static ReadOptions within(Duration timeout) {
        return new ReadOptions(timeout, Duration.ZERO, null, false, ByteShare.unlimited());
    }

    /** Says that so much of the time has gone by, for a part of a result that was begun before. */
    public ReadOptions after(Duration time) {
        return new ReadOptions(timeout, time, snapshot, smallResult, memory);
    }

    /** Reads inside a snapshot. */
    public ReadOptions inside(SourceSnapshot shared) {
        return new ReadOptions(timeout, spent, shared, smallResult, memory);
    }

    /** Says that the plan bounds the result to few rows, such as an aggregate or a small limit. */
    public ReadOptions expectingFewRows() {
        return new ReadOptions(timeout, spent, snapshot, true, memory);
    }

    /** Reads ahead only while a share has memory for it. */
    public ReadOptions sharing(ByteShare share) {
        return new ReadOptions(timeout, spent, snapshot, smallResult, share);
    }

    /** Returns the share of memory that what is read ahead counts against. */
    public ByteShare memory() {
        return memory;
    }

    /** Returns the time after which the source must stop by itself. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns how much of the time has gone by. */
    public Duration spent() {
        return spent;
    }

    /** Returns the snapshot to read in. */
    public Optional<SourceSnapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    /** Returns whether the plan bounds the result to few rows. */
    public boolean expectsFewRows() {
        return smallResult;
    }
}

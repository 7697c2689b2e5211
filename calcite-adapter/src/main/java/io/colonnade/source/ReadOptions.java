package io.colonnade.source;

import io.colonnade.batch.ByteShare;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How one statement is read. Immutable. */
public final class ReadOptions {
    /** Rows in a batch: measured best on loopback together with {@link #BATCH_BYTES}. */
    public static final int BATCH_ROWS = 16_384;

    /** A result of this many rows is read in one go. */
    public static final int FEW_ROWS = 10_000;

    /** Rows in a batch that somebody wants small: each batch costs a message. */
    public static final int LEAST_BATCH_ROWS = 128;

    /** Bytes in a batch, at most: clients refuse messages above 16 MiB. */
    public static final int BATCH_BYTES = 4 << 20;

    private final Duration timeout;
    private Duration spent = Duration.ZERO;
    private @Nullable SourceSnapshot snapshot;
    private boolean last;
    private boolean smallResult;
    private ByteShare memory = ByteShare.unlimited();
    private long mostRows;
    private int batchRows = BATCH_ROWS;

    private ReadOptions(Duration timeout) {
        this.timeout = timeout;
    }

    /** The fields change only here, before anybody else sees the copy. */
    private ReadOptions with(Consumer<ReadOptions> change) {
        ReadOptions copy = new ReadOptions(timeout);
        copy.spent = spent;
        copy.snapshot = snapshot;
        copy.last = last;
        copy.smallResult = smallResult;
        copy.memory = memory;
        copy.mostRows = mostRows;
        copy.batchRows = batchRows;
        change.accept(copy);
        return copy;
    }

    /** Reads within a time, which the source enforces by itself. */
    public static ReadOptions within(Duration timeout) {
        return new ReadOptions(timeout);
    }

    /** Says that so much of the time has gone by, for a part of a result that was begun before. */
    public ReadOptions after(Duration time) {
        return with(copy -> copy.spent = time);
    }

    /** Reads inside a snapshot. */
    public ReadOptions inside(SourceSnapshot shared) {
        return with(copy -> copy.snapshot = shared);
    }

    /** Says whether nothing is read in the snapshot after this, so that the source may end it with the read. */
    public ReadOptions asLast(boolean nothingFollows) {
        return with(copy -> copy.last = nothingFollows);
    }

    /** Says that the plan bounds the result to few rows, such as an aggregate or a small limit. */
    public ReadOptions expectingFewRows() {
        return with(copy -> copy.smallResult = true);
    }

    /** Reads ahead only while a share has memory for it. */
    public ReadOptions sharing(ByteShare share) {
        return with(copy -> copy.memory = share);
    }

    /** Says that nobody takes more than so many rows, from the first on; 0 for all. The source may still deliver more. */
    public ReadOptions first(long rows) {
        return with(copy -> copy.mostRows = rows);
    }

    /** Reads about so many rows into each batch, as far as its bounds allow; 0 for as many as serve best. */
    public ReadOptions batchesOf(int rows) {
        int within = rows == 0 ? BATCH_ROWS : Math.min(Math.max(rows, LEAST_BATCH_ROWS), BATCH_ROWS);
        return with(copy -> copy.batchRows = within);
    }

    /** Returns how many rows somebody takes; 0 is all of them. */
    public long mostRows() {
        return mostRows;
    }

    /** Returns how many rows a batch has at most. */
    public int batchRows() {
        return batchRows;
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

    /** Returns whether nothing is read in the snapshot after this. */
    public boolean isLast() {
        return last;
    }

    /** Returns whether the result is few rows, by its plan or by what somebody takes of it. */
    public boolean expectsFewRows() {
        return smallResult || (mostRows > 0 && mostRows <= FEW_ROWS);
    }
}

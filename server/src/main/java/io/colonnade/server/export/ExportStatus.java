package io.colonnade.server.export;

import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How an export stands at a moment. Immutable.
 *
 * @param export its id
 * @param destination the folder that it goes to
 * @param rows how many are written so far, or in all
 * @param bytes of its files so far, or in all
 * @param files how many are published
 * @param requester who has asked for it
 * @param waitsFor the roles of each of which somebody is still to approve it, with commas between
 * @param ended null while it waits or runs
 * @param error what its requester was told; null unless it has failed
 * @param expectedRows about how many rows there will be, as its sources expect them; null where they do not say, or its requester may not know
 */
public record ExportStatus(
        String export,
        ExportState state,
        String destination,
        long rows,
        long bytes,
        int files,
        String requester,
        String waitsFor,
        Instant requested,
        @Nullable Instant ended,
        @Nullable String error,
        @Nullable Long expectedRows) {
    /** An estimate may be wrong; until it is done, an export is not. */
    private static final double MOST = 0.99;

    /** Returns how much of it is done, as far as anybody can say. */
    public OptionalDouble progress() {
        if (state == ExportState.COMPLETED) {
            return OptionalDouble.of(1);
        }
        return state == ExportState.RUNNING && expectedRows != null && expectedRows > 0
                ? OptionalDouble.of(Math.min(MOST, (double) rows / expectedRows))
                : OptionalDouble.empty();
    }
}

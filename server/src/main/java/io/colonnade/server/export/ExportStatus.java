package io.colonnade.server.export;

import java.time.Instant;
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
        @Nullable String error) {}

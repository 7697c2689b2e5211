package io.colonnade.server.session;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.Locale;

/** What a client wants the bodies of its batches to be compressed with. */
public enum Compression {
    /** They are sent as they lie in memory. */
    NONE,
    ZSTD,
    /** Frames of LZ4. */
    LZ4;

    /**
     * Reads a name, in any case; the empty name is {@link #NONE}.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if there is no such compression
     */
    public static Compression of(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "", "none" -> NONE;
            case "zstd" -> ZSTD;
            case "lz4", "lz4_frame" -> LZ4;
            default -> throw refused("Unknown compression: use none, zstd or lz4");
        };
    }

    private static ColonnadeException refused(String message) {
        return ColonnadeException.of(ErrorKind.INVALID_ARGUMENT, SqlState.INVALID_PARAMETER, message);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

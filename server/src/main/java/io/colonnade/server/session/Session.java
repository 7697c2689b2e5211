package io.colonnade.server.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options that a client has set for its later calls. Thread-safe; made by {@link Sessions}. */
public final class Session {
    /** The most endpoints that a client may ask for. */
    public static final int MOST_ENDPOINTS = 64;

    private volatile @Nullable String schema;
    private volatile int endpoints = 1;
    private volatile Compression compression = Compression.NONE;

    Session() {}

    /** Returns the projection in which unqualified names are looked up, if the client named one. */
    public Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    /** Sets the projection in which unqualified names are looked up; null forgets it. */
    public void useSchema(@Nullable String projection) {
        schema = projection;
    }

    /** Returns in how many parts at most a result is handed out. */
    public int endpoints() {
        return endpoints;
    }

    /** Sets in how many parts at most a result is handed out, from 1 to {@link #MOST_ENDPOINTS}. */
    public void useEndpoints(int most) {
        endpoints = most;
    }

    /** Returns what the bodies of batches are compressed with. */
    public Compression compression() {
        return compression;
    }

    /** Sets what the bodies of batches are compressed with. */
    public void useCompression(Compression wanted) {
        compression = wanted;
    }
}

package io.colonnade.server.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options that a client has set for its later calls. Thread-safe; made by {@link Sessions}. */
public final class Session {
    private volatile @Nullable String schema;

    Session() {}

    /** Returns the projection in which unqualified names are looked up, if the client named one. */
    public Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    /** Sets the projection in which unqualified names are looked up; null forgets it. */
    public void useSchema(@Nullable String projection) {
        schema = projection;
    }
}

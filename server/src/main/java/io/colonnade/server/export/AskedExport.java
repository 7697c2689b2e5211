package io.colonnade.server.export;

import io.colonnade.query.request.Copy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have exported: the statement, and all that it means something with. Immutable.
 *
 * @param defaultSchema the projection in which unqualified batch names are looked up, if the session names one
 * @param call names what asks, so that it may ask again and mean the same export; null where each time is another
 * @param parameters a value for each parameter of the statement's query, in order; empty also where none is given yet
 */
record AskedExport(
        Copy copy, @Nullable String defaultSchema, @Nullable String call, List<@Nullable Object> parameters) {
    AskedExport {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    /** Returns whether another is the same call, sent again. */
    boolean isRepeatedBy(AskedExport other) {
        return call != null && call.equals(other.call) && isSameAs(other);
    }

    /** Some values are arrays. */
    boolean isSameAs(AskedExport other) {
        return copy.equals(other.copy)
                && Objects.equals(defaultSchema, other.defaultSchema)
                && Arrays.deepEquals(parameters.toArray(), other.parameters.toArray());
    }

    /** The values, and the text that may have some, are nobody's to read. */
    @Override
    public String toString() {
        return "AskedExport[" + copy.destination() + "]";
    }
}

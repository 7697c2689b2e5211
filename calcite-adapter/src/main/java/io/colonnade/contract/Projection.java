package io.colonnade.contract;

import io.colonnade.security.policy.ExportRule;
import io.colonnade.security.policy.ProjectionPolicy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A versioned analytical contract: a named set of batches over one source. Immutable; made by the compiler of this
 * package from a projection file.
 *
 * @param name the schema name that users see: the plain name, or {@code name@MAJOR} for an older major version
 * @param version the contract's version
 * @param stability how far users may rely on it
 * @param description what the author says of it; may be empty
 * @param source the name of the source that holds its rows
 * @param batches its tables, in the order of the file
 * @param policy who may see what of it
 * @param deprecation what to use instead and until when; present if and only if it is deprecated
 * @param export what may leave as files; absent if the author says nothing of it
 */
public record Projection(
        String name,
        Version version,
        Stability stability,
        String description,
        String source,
        List<Batch> batches,
        ProjectionPolicy policy,
        @Nullable Deprecation deprecation,
        @Nullable ExportRule export) {
    public Projection {
        batches = List.copyOf(batches);
    }

    /** Creates a projection that is not deprecated and says nothing of exports. */
    public Projection(
            String name,
            Version version,
            Stability stability,
            String description,
            String source,
            List<Batch> batches,
            ProjectionPolicy policy) {
        this(name, version, stability, description, source, batches, policy, null, null);
    }

    /** Returns a batch by name. */
    public Optional<Batch> batch(String wanted) {
        return batches.stream().filter(batch -> batch.name().equals(wanted)).findFirst();
    }
}

package io.colonnade.query.policy;

import io.colonnade.contract.Deprecation;
import io.colonnade.contract.Projection;
import io.colonnade.query.resolve.CallerView;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a query names a projection which will go away. Immutable.
 *
 * @param projection the projection's name
 * @param version its version
 * @param sunset the day from which it may be gone
 * @param replacement what to use instead; null where the caller may not know of it
 */
public record DeprecatedUse(
        String projection,
        String version,
        LocalDate sunset,
        @Nullable String replacement) {
    static Optional<DeprecatedUse> of(Projection projection, CallerView view) {
        @Nullable Deprecation deprecation = projection.deprecation();
        return Optional.ofNullable(deprecation)
                .map(told -> new DeprecatedUse(
                        projection.name(),
                        projection.version().toString(),
                        told.sunset(),
                        view.replacement(projection)));
    }

    /** Returns the same for programs: name and version, sunset, and the replacement if there is one to name. */
    public String fact() {
        return projection + " " + version + " " + sunset + (replacement == null ? "" : " " + replacement);
    }

    /** Returns what to tell the caller, in one line. */
    public String warning() {
        return "Projection " + projection + " (version " + version + ") is deprecated and may be gone from " + sunset
                + " on" + (replacement == null ? "" : "; use " + replacement + " instead");
    }
}

package io.colonnade.query;

import io.colonnade.contract.Projection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A projection that an answer was made from, and that will go away. Doors tell of it in their protocol's own way.
 *
 * @param name as queries name it
 * @param version the contract's
 * @param sunset the day from which it may be gone
 * @param replacementOrNull what to use instead; null where the caller may not know of it
 */
public record DeprecatedProjection(
        String name,
        String version,
        LocalDate sunset,
        @Nullable String replacementOrNull) {
    private static final String KEY = "colonnade.deprecated";
    private static final int WITH_REPLACEMENT = 4;

    /** Returns those that the schema of an answer tells of. */
    public static List<DeprecatedProjection> of(Schema schema) {
        return Optional.ofNullable(schema.getCustomMetadata()).map(metadata -> metadata.get(KEY)).stream()
                .flatMap(String::lines)
                .map(DeprecatedProjection::of)
                .toList();
    }

    /** Returns what there is to tell of a projection, if it will go away. */
    public static Optional<DeprecatedProjection> of(VisibleProjection visible) {
        Projection projection = visible.projection();
        return Optional.ofNullable(projection.deprecation())
                .map(told -> new DeprecatedProjection(
                        projection.name(), projection.version().toString(), told.sunset(), visible.replacement()));
    }

    private static DeprecatedProjection of(String fact) {
        String[] words = fact.split(" ");
        return new DeprecatedProjection(
                words[0], words[1], LocalDate.parse(words[2]), words.length == WITH_REPLACEMENT ? words[3] : null);
    }

    /** Returns what to use instead, if there is something that the caller may know of. */
    public Optional<String> replacement() {
        return Optional.ofNullable(replacementOrNull);
    }
}

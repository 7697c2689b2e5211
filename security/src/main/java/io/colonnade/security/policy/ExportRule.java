package io.colonnade.security.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a projection's author allows to leave as files, unparsed.
 *
 * @param destinations the places that files may go to, as URI prefixes
 * @param encryption what the author demands of encryption; null if nothing is said
 * @param retentionDays how long files are kept; null if nothing is said
 * @param approval what the author demands of approval; null if nothing is said
 * @param allow the roles that may export; empty means whoever may read
 * @param rows how many rows one export may have; null if nothing is said
 * @param bytes how many bytes the files of one export may have; null if nothing is said
 */
public record ExportRule(
        List<String> destinations,
        @Nullable String encryption,
        @Nullable Integer retentionDays,
        @Nullable String approval,
        Set<String> allow,
        @Nullable Long rows,
        @Nullable Long bytes) {
    public ExportRule {
        destinations = List.copyOf(destinations);
        allow = Set.copyOf(allow);
    }
}

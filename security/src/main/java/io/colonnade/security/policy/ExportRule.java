package io.colonnade.security.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a projection's author allows to leave as files, unparsed.
 *
 * @param destinations the places that files may go to: URIs, names of the operator's destinations with perhaps folders behind them, and
 *     {@link #DOWNLOAD}
 * @param encryption who must encrypt the files; null if nothing is said
 * @param retentionDays how long files are kept; null if nothing is said
 * @param approval what the author demands of approval; null if nothing is said
 * @param allow the roles that may export; empty means whoever may read
 * @param rows how many rows one export may have; null if nothing is said
 * @param bytes how many bytes the files of one export may have; null if nothing is said
 */
public record ExportRule(
        List<String> destinations,
        @Nullable Encryption encryption,
        @Nullable Integer retentionDays,
        @Nullable String approval,
        Set<String> allow,
        @Nullable Long rows,
        @Nullable Long bytes) {
    /** The destination of what a client gets as a file. No operator's destination is called so. */
    public static final String DOWNLOAD = "download";

    /** Who must encrypt files. */
    public enum Encryption {
        NONE,
        /** Somebody: the store, or whoever writes the files. */
        REQUIRED,
        /** The store that they lie in, at least. */
        SERVER,
        /** Whoever writes them, so that the store sees no value. */
        PARQUET;

        /** Returns the word that authors write. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ExportRule {
        destinations = List.copyOf(destinations);
        allow = Set.copyOf(allow);
    }
}

package io.colonnade.server.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of an export.
 *
 * @param name with the folders that it is in, below the export's own
 * @param rows how many it has
 * @param bytes its length
 * @param sha256 the digest of its bytes, in lower-case hexadecimal
 * @param partition what the columns that it is partitioned by have in all its rows, as text; null for NULL
 */
public record ExportedFile(String name, long rows, long bytes, String sha256, Map<String, @Nullable String> partition) {
    public ExportedFile {
        partition = Collections.unmodifiableMap(new LinkedHashMap<>(partition));
    }
}

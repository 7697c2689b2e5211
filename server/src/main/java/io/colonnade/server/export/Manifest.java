package io.colonnade.server.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a folder of exports says of itself, as {@code _colonnade.json}: what was exported by whom under which contract and policy, and
 * which files are of it. Files that it does not name are none of the export's. Immutable.
 *
 * @param manifest the version of this form
 * @param exports in the order in which they were published; one, unless some were appended
 */
public record Manifest(int manifest, List<Export> exports) {
    private static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public Manifest {
        exports = List.copyOf(exports);
    }

    /**
     * One export.
     *
     * @param id the export's
     * @param publishedAt when, as in RFC 3339
     * @param retainUntil the time from which it is to be deleted; null if it is kept
     * @param principal by whom
     * @param contracts the projections that it is of, as {@code name@version}
     * @param rowFilters the batches of which row filters hid rows, or might have
     * @param masks the columns that were masked, as {@code batch.column:mask}
     * @param fingerprint of the statement, as the audit has it
     * @param snapshotAt the moment whose state of the source it shows, or one shortly before it
     * @param format of its files
     * @param encryption who encrypted them
     * @param encryptionKey the name of the key that Parquet's files are encrypted with; null if they are not
     * @param partitionBy the columns that are in the folders' names and not in the files
     */
    public record Export(
            String id,
            String publishedAt,
            @Nullable String retainUntil,
            String principal,
            List<String> contracts,
            List<String> rowFilters,
            List<String> masks,
            String fingerprint,
            String snapshotAt,
            String format,
            String encryption,
            @Nullable String encryptionKey,
            List<String> partitionBy,
            List<ExportedFile> files,
            long rows,
            long bytes) {
        public Export {
            contracts = List.copyOf(contracts);
            rowFilters = List.copyOf(rowFilters);
            masks = List.copyOf(masks);
            partitionBy = List.copyOf(partitionBy);
            files = List.copyOf(files);
        }
    }

    static Manifest of(Export only) {
        return new Manifest(VERSION, List.of(only));
    }

    /**
     * Reads a manifest.
     *
     * @return nothing if it is none that this version of Colonnade has written
     */
    static Optional<Manifest> read(byte[] bytes) {
        try {
            Manifest manifest = JSON.readValue(bytes, Manifest.class);
            return Optional.ofNullable(manifest).filter(read -> read.manifest() == VERSION);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the names of the files that a manifest tells of; nothing if it is none that this version of Colonnade has written. */
    public static Optional<Set<String>> filesOf(byte[] bytes) {
        return read(bytes).map(Manifest::files);
    }

    Manifest with(Export another) {
        List<Export> all = new ArrayList<>(exports);
        all.add(another);
        return new Manifest(manifest, all);
    }

    /** Returns the names of all files. */
    Set<String> files() {
        return exports.stream()
                .flatMap(export -> export.files().stream())
                .map(ExportedFile::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

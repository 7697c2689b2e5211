package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.request.Copy;
import io.colonnade.server.export.destination.Destination.Mode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a {@code COPY} say, or what holds where they say nothing.
 *
 * @param partitionBy columns whose values name the folders that the files are in
 * @param rowGroupBytes how many compressed bytes a row group of Parquet may have, which are held in memory
 * @param fileBytes size from which a further file is begun
 * @param encryption null where nothing is said, so that the projections' rules decide
 * @param header whether CSV begins with the columns' names
 * @param asynchronous whether the export goes on when its client has left
 * @param idempotencyKey the caller's own name for the export: a second one of that name is the first
 */
public record CopyOptions(
        ExportFormat format,
        FileCompression compression,
        List<String> partitionBy,
        long rowGroupBytes,
        long fileBytes,
        @Nullable FileEncryption encryption,
        Mode mode,
        boolean header,
        boolean asynchronous,
        Optional<String> idempotencyKey) {
    static final long LEAST_BYTES = 1 << 16;
    static final long MOST_ROW_GROUP_BYTES = 128 << 20;
    static final long MOST_FILE_BYTES = 64L << 30;

    private static final long ROW_GROUP_BYTES = 32 << 20;
    private static final long FILE_BYTES = 512L << 20;
    private static final int LONGEST_KEY = 200;
    private static final Set<FileCompression> ARROW_COMPRESSIONS =
            EnumSet.of(FileCompression.ZSTD, FileCompression.NONE);

    public CopyOptions {
        partitionBy = List.copyOf(partitionBy);
    }

    /**
     * Reads options.
     *
     * @throws ColonnadeException INVALID_ARGUMENT at the option that is unknown, there twice, without sense, or in contradiction to
     *     another
     */
    public static CopyOptions of(List<Copy.Option> options) {
        GivenOptions given = GivenOptions.of(options);
        ExportFormat format = given.oneOf("format", ExportFormat.class, ExportFormat.PARQUET);
        CopyOptions read = new CopyOptions(
                format,
                given.oneOf("compression", FileCompression.class, usual(format)),
                given.names("partition_by"),
                given.bytes("row_group_size", LEAST_BYTES, MOST_ROW_GROUP_BYTES, ROW_GROUP_BYTES),
                given.bytes("file_size", LEAST_BYTES, MOST_FILE_BYTES, FILE_BYTES),
                given.has("encryption") ? given.oneOf("encryption", FileEncryption.class, FileEncryption.NONE) : null,
                mode(given),
                given.flag("header", true),
                given.flag("async", false),
                given.text("idempotency_key", LONGEST_KEY));
        read.check(given);
        return read;
    }

    private static FileCompression usual(ExportFormat format) {
        return format == ExportFormat.CSV ? FileCompression.NONE : FileCompression.ZSTD;
    }

    private static Mode mode(GivenOptions given) {
        boolean overwrite = given.flag("overwrite", false);
        boolean append = given.flag("append", false);
        if (overwrite && append) {
            throw given.refusal("append", "OVERWRITE and APPEND are not both possible");
        }
        return overwrite ? Mode.OVERWRITE : append ? Mode.APPEND : Mode.NEW;
    }

    private void check(GivenOptions given) {
        if (!given.flag("manifest", true)) {
            throw given.refusal("manifest", "every export has one: files are published, replaced and deleted by it");
        }
        if (format != ExportFormat.PARQUET && given.has("row_group_size")) {
            throw given.refusal("row_group_size", "only Parquet has row groups");
        }
        if (format != ExportFormat.CSV && given.has("header")) {
            throw given.refusal("header", "only CSV has a header");
        }
        if (format == ExportFormat.CSV && compression == FileCompression.SNAPPY) {
            throw given.refusal("compression", "CSV takes zstd, gzip or none");
        }
        if (format == ExportFormat.ARROW && !ARROW_COMPRESSIONS.contains(compression)) {
            throw given.refusal("compression", "Arrow takes zstd or none");
        }
        if (format != ExportFormat.PARQUET && encryption == FileEncryption.PARQUET) {
            throw given.refusal("encryption", "only Parquet encrypts its own files; write ENCRYPTION server");
        }
    }
}

package io.colonnade.server.export;

import java.io.IOException;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** The files of one folder, one after the other: where one is long enough, the next begins. Not thread-safe. */
final class FileSeries implements AutoCloseable {
    private final ExportFiles files;
    private final String folder;
    private final Map<String, @Nullable String> partition;
    private final VectorSchemaRoot root;
    private @Nullable OpenFile open;

    /**
     * Creates a series; no file is begun yet.
     *
     * @param folder the folder's name with a bar behind it; empty for the export's own
     * @param root holds the rows, batch after batch; the caller owns it
     */
    FileSeries(ExportFiles files, String folder, Map<String, @Nullable String> partition, VectorSchemaRoot root) {
        this.files = files;
        this.folder = folder;
        this.partition = partition;
        this.root = root;
    }

    /** Takes the rows that the root holds. */
    void write() throws IOException {
        OpenFile file = open == null ? begin() : open;
        file.write();
        if (files.isLong(file.length()) || file.isFull()) {
            complete();
        }
    }

    private OpenFile begin() throws IOException {
        OpenFile begun = files.begin(folder, root);
        open = begun;
        return begun;
    }

    /** Begins a file even if there are no rows for it. */
    void writeNothing() throws IOException {
        begin();
        complete();
    }

    /** Completes the file that is open, if one is; further rows begin another. */
    void complete() throws IOException {
        if (open != null) {
            try (OpenFile file = open) {
                open = null;
                files.add(file.complete(partition));
            }
        }
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }
}

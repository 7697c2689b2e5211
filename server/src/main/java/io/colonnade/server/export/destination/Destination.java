package io.colonnade.server.export.destination;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store that the configuration names, from a folder downwards. Thread-safe. */
public interface Destination {
    /** What becomes of files that are there. */
    enum Mode {
        /** There must be none. */
        NEW,
        /** The new ones take the place of those of an earlier export. */
        OVERWRITE,
        /** The new ones stand beside those of an earlier export. */
        APPEND
    }

    /**
     * What an earlier export published in a folder.
     *
     * @param manifest as it was read
     * @param files the names that it tells
     */
    record Earlier(byte[] manifest, Set<String> files) {
        public Earlier {
            files = Set.copyOf(files);
        }
    }

    /** Returns the folder that everything is in. */
    ExportPath root();

    /** Returns whether the store is asked to encrypt whatever is written to it, and what does not answer that it has is not published. */
    boolean encrypts();

    /** Returns the manifest of an export that is published in a folder. */
    Optional<byte[]> manifest(List<String> folder) throws IOException;

    /**
     * Begins to write files that nobody sees yet.
     *
     * @param folder names below the root; at least one
     * @param id of the export: letters, digits and dashes, unique, and part of the names of its files
     * @param earlier what is published there, if anything is; if that is no longer so in the end, nothing is published
     * @throws FolderInUseException if what is there does not suit the mode
     * @throws IOException if the store cannot be written to
     */
    Publication begin(List<String> folder, Mode mode, String id, @Nullable Earlier earlier) throws IOException;

    /** Returns the folders below the root that have a manifest. */
    List<List<String>> published() throws IOException;

    /**
     * Takes an export away, the manifest first, so that what is left of it if this fails halfway does not look like one.
     *
     * @param files the names of its files, as the manifest has them
     */
    void delete(List<String> folder, Set<String> files) throws IOException;

    /**
     * Removes what exports left behind that did not come to their end.
     *
     * @param ended the ids of some that are known to have ended
     * @param untouchedSince what others left is removed if nobody has written to it since; before the beginning of every export that
     *     still runs
     */
    void sweep(Set<String> ended, Instant untouchedSince) throws IOException;
}

package io.colonnade.server.export.destination;

import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder that an export is published in, or will be, in a store that has folders and renames them. */
sealed interface PlainFolder permits LocalFolder, HdfsFolder {
    /** Far more than a manifest has. */
    long LARGEST_MANIFEST = 64L << 20;

    /** Returns whether something of its name is there that is no folder. */
    boolean isTaken() throws IOException;

    Optional<byte[]> manifest() throws IOException;

    /** Returns whether nothing of the folder would be lost if another took its place. */
    boolean isEmpty() throws IOException;

    /** Returns the names of all files but the manifest, with the folders that they are in. */
    Set<String> files() throws IOException;

    /** Checks that what is there may be dealt with as the mode does. */
    default void check(Mode mode, @Nullable Earlier earlier) throws IOException {
        if (isTaken()) {
            throw new FolderInUseException("there is a file of this name");
        }
        if (!manifest()
                .map(now -> earlier != null && Arrays.equals(now, earlier.manifest()))
                .orElse(earlier == null)) {
            throw FolderInUseException.changed();
        }
        if (!isEmpty()) {
            checkUsed(mode, earlier);
        }
    }

    private void checkUsed(Mode mode, @Nullable Earlier earlier) throws IOException {
        if (mode == Mode.NEW) {
            throw FolderInUseException.used();
        }
        if (earlier == null || mode == Mode.OVERWRITE && !earlier.files().containsAll(files())) {
            throw FolderInUseException.foreign();
        }
    }
}

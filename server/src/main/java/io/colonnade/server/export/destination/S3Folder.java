package io.colonnade.server.export.destination;

import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The objects that an export is, or will be.
 *
 * @param prefix what their keys begin with, up to and with the last bar
 */
record S3Folder(S3Bucket bucket, String prefix) {
    /** Far more than a manifest has. */
    private static final long LARGEST_MANIFEST = 64L << 20;

    String key(String name) {
        return prefix + name;
    }

    Optional<S3Bucket.Content> manifest() throws IOException {
        return bucket.read(key(Publication.MANIFEST), LARGEST_MANIFEST);
    }

    /**
     * Checks that what is there may be dealt with as the mode does.
     *
     * @return the tag of the manifest; null if there is none
     */
    @Nullable
    String check(Mode mode, @Nullable Earlier earlier) throws IOException {
        Optional<S3Bucket.Content> now = manifest();
        if (!now.map(content -> earlier != null && Arrays.equals(content.bytes(), earlier.manifest()))
                .orElse(earlier == null)) {
            throw FolderInUseException.changed();
        }
        if (mode == Mode.NEW && earlier != null) {
            throw FolderInUseException.used();
        }
        if ((mode != Mode.APPEND || earlier == null) && hasOthers(earlier == null ? Set.of() : earlier.files())) {
            throw mode == Mode.NEW ? FolderInUseException.used() : FolderInUseException.foreign();
        }
        return now.map(S3Bucket.Content::tag).orElse(null);
    }

    /**
     * Returns whether there are objects that neither the manifest tells of nor an export has left behind; what a program has left that
     * shows folders where a store has none does not count.
     */
    private boolean hasOthers(Set<String> told) throws IOException {
        AtomicBoolean found = new AtomicBoolean();
        bucket.objects(prefix, object -> {
            String name = object.key().substring(prefix.length());
            found.set(!name.isEmpty()
                    && !name.endsWith("/")
                    && !name.equals(Publication.MANIFEST)
                    && !told.contains(name)
                    && PartName.exportOf(name).isEmpty());
            return !found.get();
        });
        return found.get();
    }

    /** Deletes files, whose names say no place but one below this folder. */
    void delete(Set<String> names) throws IOException {
        List<String> keys = new ArrayList<>();
        for (String name : names) {
            PartName.checkBelow(name);
            keys.add(key(name));
        }
        bucket.delete(keys);
    }
}

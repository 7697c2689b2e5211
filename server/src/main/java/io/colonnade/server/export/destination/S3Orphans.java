package io.colonnade.server.export.destination;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Objects that exports have left behind: by their names they are of one, and no manifest tells of them.
 *
 * @param prefix where they are looked for
 */
record S3Orphans(S3Bucket bucket, S3Manifests manifests, String prefix) {
    /**
     * Looks for them. The objects are listed before the manifests are read: of one that is published meanwhile the manifest is found.
     *
     * @param untouchedSince younger ones are left out
     */
    List<String> of(Instant untouchedSince) throws IOException {
        Set<String> published = new HashSet<>();
        List<String> old = new ArrayList<>();
        bucket.objects(prefix, object -> {
            if (object.key().endsWith("/" + Publication.MANIFEST)) {
                published.add(folder(object.key()));
            } else if (PartName.exportOf(object.key()).isPresent()
                    && object.since().isBefore(untouchedSince)) {
                old.add(object.key());
            }
            return true;
        });
        old.removeAll(told(published));
        Map<String, Optional<Set<String>>> seen = new HashMap<>();
        List<String> orphans = new ArrayList<>();
        for (String key : old) {
            if (!isTold(key, seen)) {
                orphans.add(key);
            }
        }
        return orphans;
    }

    private Set<String> told(Set<String> folders) throws IOException {
        Set<String> keys = new HashSet<>();
        for (String folder : folders) {
            files(folder).orElse(Set.of()).forEach(name -> keys.add(folder + name));
        }
        return keys;
    }

    /** Asks every folder around an object again; one whose manifest cannot be read may tell of it. */
    private boolean isTold(String key, Map<String, Optional<Set<String>>> seen) throws IOException {
        for (String folder = folder(key); !folder.isEmpty(); folder = above(folder)) {
            if (!seen.containsKey(folder)) {
                seen.put(folder, files(folder));
            }
            Optional<Set<String>> files = seen.get(folder);
            if (files.isEmpty() || files.get().contains(key.substring(folder.length()))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the names that a folder's manifest tells, none if there is no manifest; nothing if it cannot be read. */
    private Optional<Set<String>> files(String folder) throws IOException {
        try {
            Optional<S3Bucket.Content> manifest = new S3Folder(bucket, folder).manifest();
            return manifest.isEmpty()
                    ? Optional.of(Set.of())
                    : manifests.files(manifest.get().bytes());
        } catch (FolderInUseException e) {
            return Optional.empty();
        } catch (StoreRefusalException e) {
            if (folder.length() < prefix.length()) {
                // Above the root nothing is ours to see, as a rule.
                return Optional.of(Set.of());
            }
            throw e;
        }
    }

    /** Returns a key up to and with its last bar. */
    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    private static String above(String folder) {
        return folder(folder.substring(0, folder.length() - 1));
    }
}

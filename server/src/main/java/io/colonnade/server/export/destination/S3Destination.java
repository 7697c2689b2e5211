package io.colonnade.server.export.destination;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket of a store that speaks S3, from some prefix downwards. Readers go by the manifest: what it does not name is no part of an export.
 * Objects of an export can be seen shortly before the manifest that tells of them is written, and those whose place was taken shortly after
 * it; a failure may lengthen both until the next sweep. A manifest whose objects are not all there is never seen, and who reads one keeps
 * reading its files until an export with {@code OVERWRITE} has published another.
 *
 * <p>Two exports that publish at once are told apart by conditions that the store checks ({@code If-None-Match}, {@code If-Match}). A store
 * that answers 501 to them is asked for the manifest right before it is written, so that two exports in the same moment may both succeed,
 * the later one's manifest stays, and the files of the other are swept. That holds too where a store overlooks conditions.
 */
public final class S3Destination implements Destination {
    private final ExportPath root;
    private final S3Bucket bucket;
    private final S3Manifests manifests;
    private final String prefix;

    /**
     * Creates the destination; nothing is asked of the store yet.
     *
     * @param root an {@code s3:} path
     * @param client asks the store; it is used from several threads, and the caller closes it
     * @param encryption what the store is asked for with every object; null for nothing
     */
    public S3Destination(ExportPath root, S3Client client, @Nullable S3Encryption encryption, S3Manifests manifests) {
        this.root = root;
        this.bucket = new S3Bucket(client, root.authority(), encryption);
        this.manifests = manifests;
        this.prefix = prefix(root.names());
    }

    private static String prefix(List<String> names) {
        return names.isEmpty() ? "" : String.join("/", names) + "/";
    }

    @Override
    public ExportPath root() {
        return root;
    }

    @Override
    public boolean encrypts() {
        return bucket.encrypts();
    }

    @Override
    public Optional<byte[]> manifest(List<String> names) throws IOException {
        return target(names).manifest().map(S3Bucket.Content::bytes);
    }

    @Override
    public Publication begin(List<String> names, Mode mode, String id, @Nullable Earlier earlier) throws IOException {
        S3Folder target = target(names);
        target.check(mode, earlier);
        return new S3Publication(target, manifests, mode, earlier);
    }

    private S3Folder target(List<String> names) throws IOException {
        if (names.isEmpty()) {
            throw FolderInUseException.root();
        }
        return new S3Folder(bucket, prefix + prefix(names));
    }

    @Override
    public List<List<String>> published() throws IOException {
        List<List<String>> found = new ArrayList<>();
        bucket.objects(prefix, object -> {
            List<String> names = names(object.key());
            int last = names.size() - 1;
            if (last > 0 && names.get(last).equals(Publication.MANIFEST)) {
                found.add(names.subList(0, last));
            }
            return true;
        });
        return found;
    }

    private List<String> names(String key) {
        return List.of(key.substring(prefix.length()).split("/", -1));
    }

    @Override
    public void delete(List<String> names, Set<String> files) throws IOException {
        S3Folder target = target(names);
        if (target.manifest()
                .flatMap(now -> manifests.files(now.bytes()))
                .filter(told -> !told.equals(files))
                .isPresent()) {
            throw FolderInUseException.changed();
        }
        bucket.delete(List.of(target.key(Publication.MANIFEST)));
        target.delete(files);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Uploads go by their export's id or their age. Objects go by their age alone, since their manifest may be on its way when their
     * export is thought to have ended; and an object is as old as its upload, so that the time must lie before the beginning of every export
     * that still runs.
     */
    @Override
    public void sweep(Set<String> ended, Instant untouchedSince) throws IOException {
        List<S3Bucket.Begun> left = new ArrayList<>();
        bucket.uploads(prefix, upload -> {
            Optional<String> export = PartName.exportOf(upload.key());
            if (export.isPresent()
                    && (ended.contains(export.get()) || upload.since().isBefore(untouchedSince))) {
                left.add(upload);
            }
            return true;
        });
        for (S3Bucket.Begun upload : left) {
            bucket.abort(upload.key(), upload.upload());
        }
        bucket.delete(new S3Orphans(bucket, manifests, prefix).of(untouchedSince));
    }
}

package io.colonnade.server.export.destination;

import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import io.colonnade.server.export.destination.S3Requests.ConditionFailedException;
import io.colonnade.server.export.destination.S3Requests.UnknownFeatureException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads that are held open, made objects one after the other, and then told of by a manifest that nothing else may have taken the place of. */
final class S3Publication implements Publication {
    private static final Logger LOG = LoggerFactory.getLogger(S3Publication.class);

    private final S3Folder folder;
    private final S3Manifests manifests;
    private final Mode mode;
    private final @Nullable Earlier earlier;
    private final Queue<S3Upload> uploads = new ConcurrentLinkedQueue<>();
    private State state = State.HIDDEN;

    private enum State {
        /** No manifest tells of the files, nor will one. */
        HIDDEN,
        /** The manifest is there. */
        PUBLISHED,
        /** The store has not said, and may not have made up its mind. */
        UNKNOWN
    }

    S3Publication(S3Folder folder, S3Manifests manifests, Mode mode, @Nullable Earlier earlier) {
        this.folder = folder;
        this.manifests = manifests;
        this.mode = mode;
        this.earlier = earlier;
    }

    @Override
    public OutputStream create(String name) throws IOException {
        S3Upload upload = S3Upload.begin(folder.bucket(), folder.key(name));
        uploads.add(upload);
        return upload;
    }

    @Override
    public void publish(byte[] manifest) throws IOException {
        String tag = folder.check(mode, earlier);
        for (S3Upload upload : uploads) {
            upload.show();
        }
        tell(manifest, tag);
        if (mode == Mode.OVERWRITE && earlier != null) {
            deleteOld(earlier.files(), manifest);
        }
    }

    private void tell(byte[] manifest, @Nullable String tag) throws IOException {
        state = State.UNKNOWN;
        try {
            put(manifest, tag);
        } catch (FolderInUseException e) {
            state = State.HIDDEN;
            throw e;
        } catch (ConditionFailedException | StoreRefusalException e) {
            if (!isTold(manifest)) {
                state = State.HIDDEN;
                throw e instanceof ConditionFailedException ? FolderInUseException.changed() : e;
            }
        } catch (IOException e) {
            if (!isTold(manifest)) {
                throw e;
            }
        }
        state = State.PUBLISHED;
    }

    /** A store that writes under no condition is asked what is there right before, which leaves a moment for others. */
    private void put(byte[] manifest, @Nullable String tag) throws IOException {
        String key = folder.key(MANIFEST);
        try {
            folder.bucket().put(key, manifest, tag);
        } catch (UnknownFeatureException e) {
            folder.check(mode, earlier);
            folder.bucket().put(key, manifest);
        }
    }

    /** The answer may have been lost, and the second try have found the first one's manifest; or even one that has grown since. */
    private boolean isTold(byte[] manifest) throws IOException {
        Optional<byte[]> now = folder.manifest().map(S3Bucket.Content::bytes);
        Set<String> ours = manifests.files(manifest).orElse(Set.of());
        return now.filter(there -> Arrays.equals(there, manifest)).isPresent()
                || !ours.isEmpty()
                        && now.flatMap(manifests::files).orElse(Set.of()).containsAll(ours);
    }

    private void deleteOld(Set<String> files, byte[] manifest) {
        Set<String> old = new HashSet<>(files);
        old.removeAll(manifests.files(manifest).orElse(files));
        try {
            folder.delete(old);
        } catch (IOException e) {
            LOG.warn(
                    "Cannot remove what an export has taken the place of; it is tried again later: {}", e.getMessage());
        }
    }

    /** What the store may tell of after all stays until a sweep finds that it does not: no manifest must be there without its files. */
    @Override
    public void close() {
        switch (state) {
            case HIDDEN -> discard();
            case PUBLISHED -> {}
            case UNKNOWN ->
                LOG.warn(
                        "Cannot tell whether a manifest was written; the files stay until it is known that it was not");
        }
    }

    /** Stops at the first that the store does not answer for: it would not for the others, and each takes its time. */
    private void discard() {
        try {
            for (S3Upload upload : uploads) {
                upload.discard();
            }
        } catch (IOException e) {
            LOG.warn("Cannot remove what an export left behind; it is tried again later: {}", e.getMessage());
        }
    }
}

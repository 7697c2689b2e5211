package io.colonnade.server.export.destination;

import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files in a hidden folder beside the one that they are for. What the NameNode renames, it renames in one step, and not onto what is there
 * unless it is told to: so of two exports that want one place at once, one has it.
 */
final class HdfsPublication implements Publication {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsPublication.class);

    private final HdfsFolder target;
    private final Mode mode;
    private final @Nullable Earlier earlier;
    private final HdfsLeftover stage;
    private final HdfsLeftover old;
    private final HdfsFiles files;
    private boolean published;

    private HdfsPublication(HdfsFolder target, Mode mode, String id, @Nullable Earlier earlier) {
        this.target = target;
        this.mode = mode;
        this.earlier = earlier;
        this.stage = HdfsLeftover.stage(target, id);
        this.old = HdfsLeftover.old(target, id);
        this.files = new HdfsFiles(stage.folder());
    }

    /** Begins; the session of the target is closed with the publication. */
    static HdfsPublication begin(HdfsFolder target, Mode mode, String id, @Nullable Earlier earlier)
            throws IOException {
        target.check(mode, earlier);
        HdfsPublication publication = new HdfsPublication(target, mode, id, earlier);
        target.session().ask(client -> client.mkdirs(publication.stage.path()));
        return publication;
    }

    @Override
    public OutputStream create(String name) throws IOException {
        return files.create(name);
    }

    @Override
    public void publish(byte[] manifest) throws IOException {
        List<String> names = files.complete();
        write(MANIFEST, manifest);
        target.check(mode, earlier);
        if (earlier == null) {
            show(stage.path(), target.path(), manifest);
        } else if (mode == Mode.OVERWRITE) {
            replace(manifest);
        } else {
            add(names, manifest);
        }
        published = true;
    }

    private void write(String name, byte[] content) throws IOException {
        try (OutputStream out = files.create(name)) {
            out.write(content);
        }
    }

    /** The step from which on the manifest is there. Its answer may be lost; then what is there tells. */
    private void show(Path from, Path to, byte[] manifest) throws IOException {
        try {
            session().rename(from, to, Rename.OVERWRITE);
        } catch (IOException e) {
            if (!target.manifest().filter(now -> Arrays.equals(now, manifest)).isPresent()) {
                target.check(mode, earlier);
                throw e;
            }
        }
    }

    /** What has been moved aside is looked at again: from then on nobody else takes it for the folder. */
    private void replace(byte[] manifest) throws IOException {
        setAside();
        try {
            old.folder().check(mode, earlier);
            session().rename(stage.path(), target.path());
        } catch (IOException e) {
            if (!target.manifest().filter(now -> Arrays.equals(now, manifest)).isPresent()) {
                session().rename(old.path(), target.path());
                throw e;
            }
        }
        deleteOld();
    }

    private void setAside() throws IOException {
        try {
            session().rename(target.path(), old.path());
        } catch (IOException e) {
            target.check(mode, earlier);
            throw e;
        }
    }

    private void add(List<String> names, byte[] manifest) throws IOException {
        write(LeftoverName.MOVED, String.join("\n", names).getBytes(StandardCharsets.UTF_8));
        for (String name : names) {
            Path into = target.below(name);
            session().ask(client -> client.mkdirs(Objects.requireNonNull(into.getParent())));
            session().rename(stage.folder().below(name), into);
        }
        target.check(mode, earlier);
        show(stage.folder().below(MANIFEST), target.below(MANIFEST), manifest);
    }

    private void deleteOld() {
        try {
            session().deleteAll(old.path());
        } catch (IOException e) {
            LOG.warn(
                    "Cannot remove what an export has taken the place of; it is tried again later: {}", e.getMessage());
        }
    }

    private HdfsSession session() {
        return target.session();
    }

    @Override
    public void close() {
        try (HdfsSession session = session()) {
            session.giveUpWriting();
            if (!published) {
                stage.takeBack();
            }
            session.deleteAll(stage.path());
        } catch (IOException e) {
            LOG.warn("Cannot remove what an export left behind; it is tried again later: {}", e.getMessage());
        }
    }
}

package io.colonnade.server.export.destination;

import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files in a hidden folder beside the one that they are for, which takes its place in one step where that can be. */
final class LocalPublication implements Publication {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPublication.class);
    private static final int BUFFER = 1 << 16;

    private final LocalFolder target;
    private final Mode mode;
    private final @Nullable Earlier earlier;
    private final LocalLeftover stage;
    private final LocalLeftover old;
    private boolean published;

    private LocalPublication(LocalFolder target, Mode mode, String id, @Nullable Earlier earlier) {
        this.target = target;
        this.mode = mode;
        this.earlier = earlier;
        this.stage = LocalLeftover.stage(target.path(), id);
        this.old = LocalLeftover.old(target.path(), id);
    }

    static LocalPublication begin(LocalFolder target, Mode mode, String id, @Nullable Earlier earlier)
            throws IOException {
        LocalPublication publication = new LocalPublication(target, mode, id, earlier);
        Files.createDirectories(target.parent());
        Files.createDirectory(publication.stage.path());
        return publication;
    }

    @Override
    public OutputStream create(String name) throws IOException {
        Path file = stage.path().resolve(name);
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new BufferedOutputStream(new Forced(channel), BUFFER);
    }

    @Override
    public void publish(byte[] manifest) throws IOException {
        List<String> files =
                new LocalFolder(stage.path()).files().stream().sorted().toList();
        try (OutputStream out = create(MANIFEST)) {
            out.write(manifest);
        }
        forceFolders();
        target.check(mode, earlier);
        if (earlier == null) {
            move(stage.path(), target.path());
        } else if (mode == Mode.OVERWRITE) {
            replace();
        } else {
            add(files);
        }
        published = true;
        LocalFolder.force(target.parent());
    }

    private void forceFolders() throws IOException {
        try (Stream<Path> inside = Files.walk(stage.path())) {
            for (Path each : (Iterable<Path>) inside::iterator) {
                LocalFolder.force(each);
            }
        }
    }

    private void replace() throws IOException {
        move(target.path(), old.path());
        try {
            move(stage.path(), target.path());
        } catch (IOException e) {
            move(old.path(), target.path());
            throw e;
        }
        LocalFolder.force(target.parent());
        deleteQuietly(old.path());
    }

    private void add(List<String> files) throws IOException {
        stage.noteMoved(files);
        for (String name : files) {
            Path into = target.path().resolve(name);
            Path around = new LocalFolder(into).parent();
            Files.createDirectories(around);
            move(stage.path().resolve(name), into);
            LocalFolder.force(around);
        }
        move(stage.path().resolve(MANIFEST), target.path().resolve(MANIFEST));
        LocalFolder.force(target.path());
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try {
            if (!published) {
                stage.takeBack();
            }
            LocalFolder.deleteAll(stage.path());
        } catch (IOException e) {
            LOG.warn("Cannot remove what an export left behind; it is tried again later", e);
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            LocalFolder.deleteAll(folder);
        } catch (IOException e) {
            LOG.warn("Cannot remove what an export has taken the place of; it is tried again later", e);
        }
    }

    /** A file that is on the disk, and not in some memory, once it is closed. */
    private static final class Forced extends FilterOutputStream {
        private final FileChannel channel;

        private Forced(FileChannel channel) {
            super(Channels.newOutputStream(channel));
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                try (channel) {
                    channel.force(true);
                }
            }
        }
    }
}

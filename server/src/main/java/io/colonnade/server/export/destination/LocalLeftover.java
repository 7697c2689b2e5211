package io.colonnade.server.export.destination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of Colonnade's own beside the one that an export is published in. */
record LocalLeftover(Path path, LeftoverName name) {
    static LocalLeftover stage(Path target, String id) {
        return at(target, id, true);
    }

    static LocalLeftover old(Path target, String id) {
        return at(target, id, false);
    }

    private static LocalLeftover at(Path target, String id, boolean stage) {
        LeftoverName name = new LeftoverName(id, stage, target.getFileName().toString());
        return new LocalLeftover(target.resolveSibling(name.toString()), name);
    }

    static Optional<LocalLeftover> of(Path path) {
        return LeftoverName.of(path.getFileName().toString()).map(name -> new LocalLeftover(path, name));
    }

    String id() {
        return name.id();
    }

    private Path target() {
        return path.resolveSibling(name.target());
    }

    boolean isOlderThan(Instant time) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (!Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(time)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Makes it as if the export had not been: what it moved goes, what it moved aside comes back. */
    void sweep() throws IOException {
        if (name.stage()) {
            takeBack();
            LocalFolder.deleteAll(path);
        } else if (Files.exists(target(), LinkOption.NOFOLLOW_LINKS)) {
            LocalFolder.deleteAll(path);
        } else {
            Files.move(path, target(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The manifest goes last: while it is here, none of the files that went before it is told of there. */
    void takeBack() throws IOException {
        Path moved = path.resolve(LeftoverName.MOVED);
        if (Files.exists(moved) && Files.exists(path.resolve(Publication.MANIFEST))) {
            LocalFolder folder = new LocalFolder(target());
            for (String file : Files.readAllLines(moved)) {
                folder.deleteFile(file);
            }
        }
    }

    void noteMoved(List<String> names) throws IOException {
        Files.write(path.resolve(LeftoverName.MOVED), names);
        LocalFolder.force(path);
    }
}

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

/**
 * A folder of Colonnade's own beside the one that an export is published in: {@code .colonnade-ID.part.NAME} has files that are not
 * published yet, {@code .colonnade-ID.old.NAME} those whose place was taken.
 *
 * @param stage whether it has new files
 */
record LocalLeftover(Path path, String id, boolean stage, Path target) {
    /** In a stage whose files go into a folder one by one: the names of those that may be there already. */
    static final String MOVED = ".colonnade-moved";

    private static final String PART = ".part.";
    private static final String OLD = ".old.";

    static LocalLeftover stage(Path target, String id) {
        return at(target, id, PART);
    }

    static LocalLeftover old(Path target, String id) {
        return at(target, id, OLD);
    }

    private static LocalLeftover at(Path target, String id, String kind) {
        Path path = target.resolveSibling(ExportPath.OWN + id + kind + target.getFileName());
        return new LocalLeftover(path, id, kind.equals(PART), target);
    }

    static Optional<LocalLeftover> of(Path path) {
        String name = path.getFileName().toString().substring(ExportPath.OWN.length());
        int end = name.indexOf('.');
        String rest = end < 0 ? "" : name.substring(end);
        if (!rest.startsWith(PART) && !rest.startsWith(OLD)) {
            return Optional.empty();
        }
        boolean stage = rest.startsWith(PART);
        Path target = path.resolveSibling(rest.substring((stage ? PART : OLD).length()));
        return Optional.of(new LocalLeftover(path, name.substring(0, end), stage, target));
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
        if (stage) {
            takeBack();
            LocalFolder.deleteAll(path);
        } else if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            LocalFolder.deleteAll(path);
        } else {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The manifest goes last: while it is here, none of the files that went before it is told of there. */
    void takeBack() throws IOException {
        Path moved = path.resolve(MOVED);
        if (Files.exists(moved) && Files.exists(path.resolve(Publication.MANIFEST))) {
            LocalFolder folder = new LocalFolder(target);
            for (String name : Files.readAllLines(moved)) {
                folder.deleteFile(name);
            }
        }
    }

    void noteMoved(List<String> names) throws IOException {
        Files.write(path.resolve(MOVED), names);
        LocalFolder.force(path);
    }
}

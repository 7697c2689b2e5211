package io.colonnade.server.export.destination;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of this machine. */
record LocalFolder(Path path) implements PlainFolder {
    @Override
    public boolean isTaken() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Optional<byte[]> manifest() throws IOException {
        Path manifest = path.resolve(Publication.MANIFEST);
        if (!Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.size(manifest) > LARGEST_MANIFEST) {
            throw FolderInUseException.noManifest();
        }
        return Optional.of(Files.readAllBytes(manifest));
    }

    @Override
    public boolean isEmpty() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.findAny().isEmpty();
        }
    }

    @Override
    public Set<String> files() throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> inside = Files.walk(path)) {
            inside.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> path.relativize(file).toString())
                    .filter(name -> !name.equals(Publication.MANIFEST))
                    .forEach(names::add);
        }
        return names;
    }

    /** Returns the folder around it; every target is below the root of its store. */
    Path parent() {
        return Objects.requireNonNull(path.getParent());
    }

    /** Deletes the manifest, then the files, then the folders that are empty by then. */
    void delete(Set<String> files) throws IOException {
        Files.deleteIfExists(path.resolve(Publication.MANIFEST));
        force(path);
        for (String file : files) {
            deleteFile(file);
        }
        deleteIfEmpty(path);
    }

    /** Deletes a file, and the folders around it that are empty by then. */
    void deleteFile(String name) throws IOException {
        Path file = path.resolve(name).normalize();
        if (!file.startsWith(path) || file.equals(path)) {
            throw FolderInUseException.elsewhere();
        }
        Files.deleteIfExists(file);
        for (Path parent = file.getParent(); parent != null && !parent.equals(path); parent = parent.getParent()) {
            deleteIfEmpty(parent);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // What else is in it is not ours to delete.
        }
    }

    /** Deletes everything, and follows no link. */
    static void deleteAll(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Somebody was faster.
        }
    }

    /** Has the names in a folder survive a loss of power. */
    static void force(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}

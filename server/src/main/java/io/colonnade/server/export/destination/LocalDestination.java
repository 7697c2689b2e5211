package io.colonnade.server.export.destination;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A folder of this machine. Nothing leads out of it: below its root an export follows no symbolic link. */
public final class LocalDestination implements Destination {
    private final ExportPath root;
    private final Path folder;

    /**
     * Creates the destination.
     *
     * @param root a {@code file:} path
     * @throws IOException if it is no folder that exists
     */
    public LocalDestination(ExportPath root) throws IOException {
        this.root = root;
        // Links above the root are the operator's business.
        this.folder = Path.of("/" + String.join("/", root.names())).toRealPath();
    }

    @Override
    public ExportPath root() {
        return root;
    }

    @Override
    public boolean encrypts() {
        return false;
    }

    @Override
    public Optional<byte[]> manifest(List<String> names) throws IOException {
        return target(names).manifest();
    }

    @Override
    public Publication begin(List<String> names, Mode mode, String id, @Nullable Earlier earlier) throws IOException {
        LocalFolder target = target(names);
        target.check(mode, earlier);
        return LocalPublication.begin(target, mode, id, earlier);
    }

    private LocalFolder target(List<String> names) throws IOException {
        if (names.isEmpty()) {
            throw FolderInUseException.root();
        }
        Path target = folder;
        for (String name : names) {
            target = target.resolve(name);
            if (Files.isSymbolicLink(target)) {
                throw FolderInUseException.linked();
            }
        }
        return new LocalFolder(target);
    }

    @Override
    public List<List<String>> published() throws IOException {
        List<List<String>> found = new ArrayList<>();
        for (Path manifest : below(Publication.MANIFEST::equals)) {
            List<String> names = new ArrayList<>();
            folder.relativize(manifest.resolveSibling("")).forEach(name -> names.add(name.toString()));
            found.add(names);
        }
        return found;
    }

    @Override
    public void delete(List<String> names, Set<String> files) throws IOException {
        target(names).delete(files);
    }

    @Override
    public void sweep(Set<String> ended, Instant untouchedSince) throws IOException {
        for (Path left : below(name -> name.startsWith(ExportPath.OWN))) {
            Optional<LocalLeftover> leftover = LocalLeftover.of(left);
            if (leftover.isPresent()
                    && (ended.contains(leftover.get().id()) || leftover.get().isOlderThan(untouchedSince))) {
                leftover.get().sweep();
            }
        }
    }

    /** Returns what has such a name, and does not look into it. */
    private List<Path> below(Predicate<String> name) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return add(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                add(file);
                return FileVisitResult.CONTINUE;
            }

            private boolean add(Path path) {
                return name.test(path.getFileName().toString()) && found.add(path);
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return found;
    }
}

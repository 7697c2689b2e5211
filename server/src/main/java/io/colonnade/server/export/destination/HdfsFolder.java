package io.colonnade.server.export.destination;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** A folder of a cluster. */
record HdfsFolder(HdfsSession session, Path path) implements PlainFolder {
    /** Returns a path below another. Names are taken as they are, and not read as URIs. */
    static Path below(Path folder, String names) {
        String above = folder.toUri().getPath();
        return new Path(null, null, (above.endsWith("/") ? above : above + "/") + names);
    }

    Path below(String names) {
        return below(path, names);
    }

    @Override
    public boolean isTaken() throws IOException {
        return session.status(path).filter(there -> !there.isDirectory()).isPresent();
    }

    @Override
    public Optional<byte[]> manifest() throws IOException {
        Path manifest = below(Publication.MANIFEST);
        Optional<FileStatus> there = session.status(manifest).filter(FileStatus::isFile);
        if (there.isEmpty()) {
            return Optional.empty();
        }
        if (there.get().getLen() > LARGEST_MANIFEST) {
            throw FolderInUseException.noManifest();
        }
        return read(manifest);
    }

    private Optional<byte[]> read(Path file) throws IOException {
        return session.ask(client -> {
            try (InputStream in = client.open(file)) {
                return Optional.of(in.readAllBytes());
            } catch (FileNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean isEmpty() throws IOException {
        return session.list(path).isEmpty();
    }

    @Override
    public Set<String> files() throws IOException {
        Set<String> names = new HashSet<>();
        collect(path, "", names);
        names.remove(Publication.MANIFEST);
        return names;
    }

    private void collect(Path folder, String above, Set<String> names) throws IOException {
        for (FileStatus each : session.list(folder)) {
            String name = above + each.getPath().getName();
            if (each.isDirectory()) {
                collect(below(name), name + "/", names);
            } else {
                names.add(name);
            }
        }
    }

    /** Deletes the manifest, then the files, then the folders that are empty by then. */
    void delete(Set<String> files) throws IOException {
        session.delete(below(Publication.MANIFEST));
        for (String file : files) {
            deleteFile(file);
        }
        session.delete(path);
    }

    /** Deletes a file, and the folders around it that are empty by then. */
    void deleteFile(String name) throws IOException {
        PartName.checkBelow(name);
        session.delete(below(name));
        for (int end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
            session.delete(below(name.substring(0, end)));
        }
    }

    /** Returns the text of a file in it; nothing if there is none. */
    Optional<String> text(String name) throws IOException {
        return read(below(name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}

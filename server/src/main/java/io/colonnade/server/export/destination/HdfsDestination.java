package io.colonnade.server.export.destination;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a cluster of Hadoop (HDFS). Nothing leads out of it: no symbolic link is followed. The cluster is asked when there is something
 * to ask, each time by a client of its own, so that a server starts without it and outlives it.
 */
public final class HdfsDestination implements Destination {
    /** Names that lead elsewhere: to earlier states of a folder, and to files by their numbers. */
    private static final Set<String> OF_HADOOP = Set.of(".snapshot", ".reserved");

    private final ExportPath root;
    private final Configuration settings;
    private final HdfsLogin login;

    /**
     * Creates the destination; nothing is asked of the cluster yet.
     *
     * @param root an {@code hdfs:} path, whose authority is a host, perhaps with a port, or a name service of the connection's files
     * @throws IllegalArgumentException if a file of the connection is none of Hadoop's
     */
    public HdfsDestination(ExportPath root, HdfsConnection connection) {
        this.root = root;
        this.settings = connection.settings();
        this.login = new HdfsLogin(connection.login(), settings);
    }

    @Override
    public ExportPath root() {
        return root;
    }

    /** {@inheritDoc} Whether a folder is in an encryption zone is the cluster's business. */
    @Override
    public boolean encrypts() {
        return false;
    }

    private HdfsSession open() throws IOException {
        return HdfsSession.open(root, settings, login);
    }

    @Override
    public Optional<byte[]> manifest(List<String> names) throws IOException {
        try (HdfsSession session = open()) {
            return target(session, names).manifest();
        }
    }

    @Override
    public Publication begin(List<String> names, Mode mode, String id, @Nullable Earlier earlier) throws IOException {
        HdfsSession session = open();
        try {
            return HdfsPublication.begin(target(session, names), mode, id, earlier);
        } catch (IOException e) {
            session.close();
            throw e;
        }
    }

    private HdfsFolder target(HdfsSession session, List<String> names) throws IOException {
        if (names.isEmpty()) {
            throw FolderInUseException.root();
        }
        Path target = folder();
        for (String name : names) {
            if (OF_HADOOP.contains(name)) {
                throw new FolderInUseException("Hadoop keeps such names for itself; name another folder");
            }
            target = HdfsFolder.below(target, name);
            if (session.status(target).filter(FileStatus::isSymlink).isPresent()) {
                throw FolderInUseException.linked();
            }
        }
        return new HdfsFolder(session, target);
    }

    private Path folder() {
        return new Path(null, null, "/" + String.join("/", root.names()));
    }

    @Override
    public List<List<String>> published() throws IOException {
        try (HdfsSession session = open()) {
            List<List<String>> found = new ArrayList<>();
            for (List<String> manifest : below(session, Publication.MANIFEST::equals)) {
                if (manifest.size() > 1) {
                    found.add(manifest.subList(0, manifest.size() - 1));
                }
            }
            return found;
        }
    }

    @Override
    public void delete(List<String> names, Set<String> files) throws IOException {
        try (HdfsSession session = open()) {
            target(session, names).delete(files);
        }
    }

    /** {@inheritDoc} What the cluster will not let go keeps nothing else from going. */
    @Override
    public void sweep(Set<String> ended, Instant untouchedSince) throws IOException {
        StoreRefusalException refused = null;
        try (HdfsSession session = open()) {
            for (List<String> names : below(session, name -> name.startsWith(ExportPath.OWN))) {
                try {
                    sweep(session, HdfsFolder.below(folder(), String.join("/", names)), ended, untouchedSince);
                } catch (StoreRefusalException e) {
                    refused = e;
                }
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    private static void sweep(HdfsSession session, Path left, Set<String> ended, Instant untouchedSince)
            throws IOException {
        Optional<HdfsLeftover> leftover = HdfsLeftover.of(session, left);
        if (leftover.isPresent()
                && (ended.contains(leftover.get().id()) || leftover.get().isOlderThan(untouchedSince))) {
            leftover.get().sweep();
        }
    }

    /** Returns what has such a name, by the names on the way to it, and does not look into it. */
    private List<List<String>> below(HdfsSession session, Predicate<String> name) throws IOException {
        List<List<String>> found = new ArrayList<>();
        search(session, folder(), List.of(), name, found);
        return found;
    }

    private static void search(
            HdfsSession session, Path folder, List<String> above, Predicate<String> wanted, List<List<String>> found)
            throws IOException {
        for (FileStatus each : session.list(folder)) {
            String name = each.getPath().getName();
            List<String> names = new ArrayList<>(above);
            names.add(name);
            if (wanted.test(name)) {
                found.add(names);
            } else if (each.isDirectory() && !name.startsWith(ExportPath.OWN)) {
                search(session, HdfsFolder.below(folder, name), names, wanted, found);
            }
        }
    }
}

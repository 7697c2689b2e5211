package io.colonnade.server.export.destination;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** A folder of Colonnade's own beside the one that an export is published in. */
record HdfsLeftover(HdfsSession session, Path path, LeftoverName name) {
    static HdfsLeftover stage(HdfsFolder target, String id) {
        return at(target, id, true);
    }

    static HdfsLeftover old(HdfsFolder target, String id) {
        return at(target, id, false);
    }

    private static HdfsLeftover at(HdfsFolder target, String id, boolean stage) {
        LeftoverName name = new LeftoverName(id, stage, target.path().getName());
        return new HdfsLeftover(target.session(), beside(target.path(), name.toString()), name);
    }

    static Optional<HdfsLeftover> of(HdfsSession session, Path path) {
        return LeftoverName.of(path.getName()).map(name -> new HdfsLeftover(session, path, name));
    }

    private static Path beside(Path path, String name) {
        return HdfsFolder.below(Objects.requireNonNull(path.getParent()), name);
    }

    HdfsFolder folder() {
        return new HdfsFolder(session, path);
    }

    private HdfsFolder target() {
        return new HdfsFolder(session, beside(path, name.target()));
    }

    String id() {
        return name.id();
    }

    boolean isOlderThan(Instant time) throws IOException {
        Optional<FileStatus> there = session.status(path);
        return there.isPresent() && isOlderThan(there.get(), path, time);
    }

    private boolean isOlderThan(FileStatus status, Path path, Instant time) throws IOException {
        if (!Instant.ofEpochMilli(status.getModificationTime()).isBefore(time)) {
            return false;
        }
        if (status.isDirectory()) {
            for (FileStatus each : session.list(path)) {
                if (!isOlderThan(each, HdfsFolder.below(path, each.getPath().getName()), time)) {
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
            session.deleteAll(path);
        } else if (session.status(target().path()).isPresent()) {
            session.deleteAll(path);
        } else {
            session.rename(path, target().path());
        }
    }

    /** The manifest goes last: while it is here, none of the files that went before it is told of there. */
    void takeBack() throws IOException {
        Optional<String> moved = folder().text(LeftoverName.MOVED);
        if (moved.isPresent()
                && session.status(folder().below(Publication.MANIFEST)).isPresent()) {
            HdfsFolder target = target();
            for (String file : (Iterable<String>) moved.get().lines()::iterator) {
                target.deleteFile(file);
            }
        }
    }
}

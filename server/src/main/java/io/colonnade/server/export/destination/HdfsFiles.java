package io.colonnade.server.export.destination;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Files that are written into a folder of a cluster. Several threads may write a file each. */
final class HdfsFiles {
    private final HdfsFolder folder;
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    HdfsFiles(HdfsFolder folder) {
        this.folder = folder;
    }

    OutputStream create(String name) throws IOException {
        open.add(name);
        names.add(name);
        return new Watched(
                name,
                folder.session()
                        .ask(client -> client.createFile(folder.below(name))
                                .overwrite(false)
                                .recursive()
                                .syncBlock()
                                .build()));
    }

    /**
     * Returns the names of the files so far.
     *
     * @throws IOException if one of them is not complete
     */
    List<String> complete() throws IOException {
        if (!open.isEmpty()) {
            throw new IOException("A file of the export has not been closed");
        }
        List<String> complete = new ArrayList<>(names);
        complete.sort(null);
        return complete;
    }

    /** A file whose blocks are on the disks of the cluster, and not in some memory, once it is closed. */
    private final class Watched extends FilterOutputStream {
        private final String name;

        private Watched(String name, OutputStream out) {
            super(out);
            this.name = name;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw HdfsErrors.of(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
                open.remove(name);
            } catch (IOException e) {
                throw HdfsErrors.of(e);
            }
        }
    }
}

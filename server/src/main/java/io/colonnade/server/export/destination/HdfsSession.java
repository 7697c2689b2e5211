package io.colonnade.server.export.destination;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A client of one cluster, as one user. It stands in no cache of Hadoop's, so that nobody else closes it, and no hook of Hadoop's does when
 * the server stops. Thread-safe; whoever opens it closes it.
 */
final class HdfsSession implements AutoCloseable {
    private final HdfsLogin login;
    private final DistributedFileSystem client;

    private HdfsSession(HdfsLogin login, DistributedFileSystem client) {
        this.login = login;
        this.client = client;
    }

    /** What is asked of a cluster. */
    interface Question<T> {
        T ask(DistributedFileSystem client) throws IOException;
    }

    /** Opens one; the cluster is not asked yet. */
    static HdfsSession open(ExportPath root, Configuration settings, HdfsLogin login) throws IOException {
        DistributedFileSystem client = new DistributedFileSystem();
        try {
            as(login.user(), () -> {
                client.initialize(new Path(root.scheme(), root.authority(), "/").toUri(), settings);
                return client;
            });
            return new HdfsSession(login, client);
        } catch (IOException e) {
            throw HdfsErrors.of(e);
        }
    }

    /**
     * Asks.
     *
     * @throws IOException whatever the cluster answers, or that it does not
     */
    <T> T ask(Question<T> question) throws IOException {
        try {
            return as(login.user(), () -> question.ask(client));
        } catch (IOException e) {
            throw HdfsErrors.of(e);
        }
    }

    /** Hadoop tells some failures, such as hosts without an address, by exceptions that need not be declared. */
    private static <T> T as(UserGroupInformation user, PrivilegedExceptionAction<T> action) throws IOException {
        try {
            return user.doAs(action);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a cluster was asked");
        } catch (RuntimeException e) {
            throw new IOException("No answer of a cluster", e);
        }
    }

    /** Returns what is at a path, which may be a link; nothing if there is nothing. */
    Optional<FileStatus> status(Path path) throws IOException {
        return ask(files -> {
            try {
                return Optional.of(files.getFileLinkStatus(path));
            } catch (FileNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Returns what is in a folder; nothing if it is not there. */
    List<FileStatus> list(Path folder) throws IOException {
        return ask(files -> {
            List<FileStatus> found = new ArrayList<>();
            try {
                for (RemoteIterator<FileStatus> all = files.listStatusIterator(folder); all.hasNext(); ) {
                    found.add(all.next());
                }
            } catch (FileNotFoundException e) {
                return List.of();
            }
            return found;
        });
    }

    /**
     * Gives something another name, in one step. Of what is at that name already, an empty folder or a file goes if that is asked for;
     * else, nothing is done and this fails.
     */
    void rename(Path from, Path to, Options.Rename... options) throws IOException {
        ask(files -> {
            files.rename(from, to, options);
            return to;
        });
    }

    /** Deletes what is there, with everything in it. */
    void deleteAll(Path path) throws IOException {
        ask(files -> files.delete(path, true));
    }

    /** Deletes a file, or a folder with nothing in it. */
    void delete(Path path) throws IOException {
        ask(files -> {
            try {
                return files.delete(path, false);
            } catch (IOException e) {
                if (HdfsErrors.is(e, PathIsNotEmptyDirectoryException.class)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Gives up the files that are still being written, without waiting for those who should take their bytes. */
    void giveUpWriting() {
        client.getClient().closeOutputStreams(true);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}

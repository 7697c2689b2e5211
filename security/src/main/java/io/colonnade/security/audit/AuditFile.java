package io.colonnade.security.audit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines that only grows, that has one writer, and that notices when somebody else moves, cuts or replaces it. It
 * is no channel: one closes for everybody as soon as a thread that was told to stop writes to it. Not thread-safe.
 */
final class AuditFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);

    private final Path path;
    private final RandomAccessFile file;
    private final @Nullable Object identity;
    private long length;
    private volatile boolean closed;

    private AuditFile(Path path, RandomAccessFile file, @Nullable Object identity, long length) {
        this.path = path;
        this.file = file;
        this.identity = identity;
        this.length = length;
    }

    /** Opens the file, or makes it. */
    static AuditFile open(Path path) throws IOException {
        try {
            return create(path);
        } catch (FileAlreadyExistsException there) {
            return opened(path);
        }
    }

    /** Makes the file, which must not be there. */
    static AuditFile create(Path path) throws IOException {
        Files.createFile(path, ownerOnly());
        return opened(path);
    }

    private static AuditFile opened(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            lock(file);
            Object identity =
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            AuditFile opened = new AuditFile(path, file, identity, file.length());
            opened.setTornLineAside();
            return opened;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void lock(RandomAccessFile file) throws IOException {
        try {
            if (file.getChannel().tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("another server of this process writes to it", e);
        }
        throw new IOException("another process writes to it");
    }

    /** Returns the last line without its line end, if there is one. */
    Optional<String> lastLine() throws IOException {
        return FileTail.of(file, length).lastLine();
    }

    long length() {
        return length;
    }

    /** Has the device keep what was appended; closing did so. Any thread may ask. */
    void force() throws IOException {
        try {
            file.getFD().sync();
        } catch (SyncFailedException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    /** Appends all of it or nothing. */
    void append(byte[] line) throws IOException {
        requireUntouched();
        try {
            file.seek(length);
            file.write(line);
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        length += line.length;
    }

    /** Should that fail too, the file is no longer as it was left, and takes nothing more. */
    private void takeBack(IOException failure) {
        try {
            file.setLength(length);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    void requireUntouched() throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        if (!Objects.equals(now.fileKey(), identity) || now.size() != length) {
            throw new IOException("somebody else moved, cut or wrote to " + path);
        }
    }

    private void setTornLineAside() throws IOException {
        byte[] torn = FileTail.of(file, length).torn();
        if (torn.length == 0) {
            return;
        }
        Path aside = path.resolveSibling(path.getFileName() + ".torn");
        Files.write(aside, torn, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        length -= torn.length;
        file.setLength(length);
        LOG.warn("The last line of {} was cut short, probably by a crash; it is now in {}", path, aside);
    }

    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its directory does not exist";
        }
        return e instanceof FileSystemException || e instanceof FileNotFoundException
                ? "it cannot be opened for writing"
                : messageOf(e);
    }

    private static String messageOf(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        try {
            force();
        } finally {
            closed = true;
            file.close();
        }
    }
}

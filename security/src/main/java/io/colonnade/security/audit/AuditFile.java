package io.colonnade.security.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines that only grows, that has one writer, and that notices when somebody else moves, cuts or replaces it.
 * Not thread-safe.
 */
final class AuditFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFile.class);

    private final Path path;
    private final FileChannel channel;
    private final @Nullable Object identity;
    private long length;

    private AuditFile(Path path, FileChannel channel, @Nullable Object identity, long length) {
        this.path = path;
        this.channel = channel;
        this.identity = identity;
        this.length = length;
    }

    /** Opens the file, or makes it. */
    static AuditFile open(Path path) throws IOException {
        return open(path, StandardOpenOption.CREATE);
    }

    /** Makes the file, which must not be there. */
    static AuditFile create(Path path) throws IOException {
        return open(path, StandardOpenOption.CREATE_NEW);
    }

    private static AuditFile open(Path path, StandardOpenOption how) throws IOException {
        FileChannel channel =
                FileChannel.open(path, Set.of(how, StandardOpenOption.READ, StandardOpenOption.WRITE), ownerOnly());
        try {
            lock(channel);
            Object identity =
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            AuditFile file = new AuditFile(path, channel, identity, channel.size());
            file.setTornLineAside();
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
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

    private static void lock(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("another server of this process writes to it", e);
        }
        throw new IOException("another process writes to it");
    }

    /** Returns the last line without its line end, if there is one. */
    Optional<String> lastLine() throws IOException {
        return FileTail.of(channel, length).lastLine();
    }

    long length() {
        return length;
    }

    /** Has the device keep what was appended. Any thread may ask. */
    void force() throws IOException {
        channel.force(false);
    }

    /** Appends all of it or nothing. */
    void append(ByteBuffer line) throws IOException {
        requireUntouched();
        long end = length + line.remaining();
        try {
            long position = length;
            while (line.hasRemaining()) {
                position += channel.write(line, position);
            }
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        length = end;
    }

    /** Should that fail too, the file is no longer as it was left, and takes nothing more. */
    private void takeBack(IOException failure) {
        try {
            channel.truncate(length);
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
        byte[] torn = FileTail.of(channel, length).torn();
        if (torn.length == 0) {
            return;
        }
        Path aside = path.resolveSibling(path.getFileName() + ".torn");
        Files.write(aside, torn, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        length -= torn.length;
        channel.truncate(length);
        LOG.warn("The last line of {} was cut short, probably by a crash; it is now in {}", path, aside);
    }

    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its directory does not exist";
        }
        return e instanceof java.nio.file.FileSystemException ? "it cannot be opened for writing" : messageOf(e);
    }

    private static String messageOf(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.force(true);
            channel.close();
        }
    }
}

package io.colonnade.security.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit file, which is put aside under another name once it is large, and begun anew. Whatever a crash leaves of that,
 * the next start finds where the chain ends. Not thread-safe but for {@link #force}.
 */
final class AuditTrail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final Path path;
    private final long rotateAt;
    private final AuditArchives archives;
    private volatile AuditFile current;

    private AuditTrail(Path path, long rotateAt, AuditFile current) {
        this.path = path;
        this.rotateAt = rotateAt;
        this.archives = new AuditArchives(path);
        this.current = current;
    }

    static AuditTrail open(Path path, long rotateAt) throws IOException {
        return new AuditTrail(path, rotateAt, AuditFile.open(path));
    }

    /** Returns the last line of the chain, which is in an archive when the file is new. */
    Optional<String> lastLine() throws IOException {
        Optional<String> last = current.lastLine();
        return last.isPresent() ? last : archives.lastLine();
    }

    /** Appends all of a line or nothing. */
    void append(byte[] line, ChainLink place) throws IOException {
        if (current.length() > 0 && current.length() + line.length > rotateAt) {
            rotate(place);
        }
        current.append(line);
    }

    private void rotate(ChainLink next) throws IOException {
        AuditFile full = current;
        full.requireUntouched();
        full.force();
        Path archive = archives.next(Instant.now(), next.sequence() - 1);
        if (Files.exists(archive)) {
            throw new IOException("there is " + archive + " already");
        }
        Files.move(path, archive, StandardCopyOption.ATOMIC_MOVE);
        try {
            current = AuditFile.create(path);
        } catch (IOException e) {
            Files.move(archive, path, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        full.close();
        forceDirectory();
        LOG.info(
                "The audit up to record {} is now in {}; its last hash is {}",
                next.sequence() - 1,
                archive,
                next.previousHash());
    }

    /** The new name is as durable as the records under it. */
    private void forceDirectory() throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Has the device keep what was appended. Any thread may ask. */
    void force() throws IOException {
        current.force();
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}

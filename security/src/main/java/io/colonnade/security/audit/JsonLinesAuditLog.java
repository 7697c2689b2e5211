package io.colonnade.security.audit;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audit events as hash-chained JSON lines in a file: each line carries its number and the SHA-256 of the line before, so
 * a line that is changed, removed or put in shows ({@link AuditChain}). The chain of an existing file is continued, and goes
 * on in the next file when one is full. Thread-safe; the file is locked against a second writer.
 *
 * <p>A line is handed to the operating system before {@link #write} returns, and so survives this process. The device is
 * told to keep it within a second. Once that fails, nobody knows what the device has, and nothing is written any more.
 */
public final class JsonLinesAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesAuditLog.class);
    private static final long FORCE_SECONDS = 1;

    private final AuditTrail trail;
    private final AuditJson json = new AuditJson();
    private final AtomicBoolean unforced = new AtomicBoolean();
    private final ScheduledExecutorService timer;
    private volatile boolean failed;
    private ChainLink next;

    private JsonLinesAuditLog(AuditTrail trail, ChainLink next) {
        this.trail = trail;
        this.next = next;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "audit-force");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::force, FORCE_SECONDS, FORCE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Opens or creates the file.
     *
     * <p>A last line without its line end was never acknowledged to anybody, so no data left under it: it is set aside in
     * {@code <file>.torn} and the chain goes on before it. A last line that is whole but is no audit record is refused,
     * for somebody else wrote it.
     *
     * @param rotateAt the size in bytes at which the file is put aside under another name and begun anew
     * @throws ColonnadeException INVALID_CONFIGURATION if the file cannot serve
     */
    public static JsonLinesAuditLog open(Path path, long rotateAt) {
        try {
            AuditTrail trail = AuditTrail.open(path, rotateAt);
            try {
                ChainLink next = nextAfter(trail.lastLine());
                LOG.info(
                        "The audit goes on after record {}, whose hash is {}",
                        next.sequence() - 1,
                        next.previousHash());
                return new JsonLinesAuditLog(trail, next);
            } catch (IOException | RuntimeException e) {
                trail.close();
                throw e;
            }
        } catch (IOException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Cannot use the audit file " + path + ": " + AuditFile.reason(e));
        }
    }

    private static ChainLink nextAfter(Optional<String> lastLine) throws IOException {
        if (lastLine.isEmpty()) {
            return ChainLink.FIRST;
        }
        ChainLink last = new AuditJson()
                .linkOf(lastLine.get())
                .orElseThrow(() -> new IOException("its last line is no audit record; move the file away"));
        return last.after(lastLine.get().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void write(AuditEvent event) {
        byte[] line = (json.chainedLine(event, next) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (failed) {
                throw new IOException("the device has failed to keep earlier records");
            }
            trail.append(line, next);
        } catch (IOException e) {
            LOG.error(
                    "Cannot write the audit record of query {}", event.access().queryId(), e);
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.UNAVAILABLE,
                    SqlState.INTERNAL_ERROR,
                    "Cannot run the query: its audit record cannot be written; tell the operator");
        }
        next = next.after(Arrays.copyOf(line, line.length - 1));
        unforced.set(true);
    }

    private void force() {
        if (!unforced.compareAndSet(true, false)) {
            return;
        }
        try {
            trail.force();
        } catch (IOException e) {
            failed = true;
            LOG.error("Cannot keep the audit on its device; nothing is audited, and so nothing served, any more", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        closeTrail();
    }

    private synchronized void closeTrail() {
        try {
            trail.close();
            LOG.info("The audit ends after record {}, whose hash is {}", next.sequence() - 1, next.previousHash());
        } catch (IOException e) {
            LOG.warn("Cannot close the audit file", e);
        }
    }
}

package io.colonnade.security.audit;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audit events as hash-chained JSON lines in a file: each line carries its number and the SHA-256 of the line before, so
 * a line that is changed, removed or put in shows ({@link AuditChain}). A line is handed to the operating system before
 * {@link #write} returns, and so survives this process. The chain of an existing file is continued. Thread-safe; the file
 * is locked against a second writer.
 */
public final class JsonLinesAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesAuditLog.class);

    private final AuditFile file;
    private final AuditJson json = new AuditJson();
    private ChainLink next;

    private JsonLinesAuditLog(AuditFile file, ChainLink next) {
        this.file = file;
        this.next = next;
    }

    /**
     * Opens or creates the file.
     *
     * <p>A last line without its line end was never acknowledged to anybody, so no data left under it: it is set aside in
     * {@code <file>.torn} and the chain goes on before it. A last line that is whole but is no audit record is refused,
     * for somebody else wrote it.
     *
     * @throws ColonnadeException INVALID_CONFIGURATION if the file cannot serve
     */
    public static JsonLinesAuditLog open(Path path) {
        try {
            AuditFile file = AuditFile.open(path);
            try {
                return new JsonLinesAuditLog(file, nextAfter(file.lastLine()));
            } catch (IOException | RuntimeException e) {
                file.close();
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
        ChainLink last = new AuditJson().linkOf(lastLine.get());
        if (last.sequence() < 1) {
            throw new IOException("its last line is no audit record; move the file away");
        }
        return last.after(lastLine.get());
    }

    @Override
    public synchronized void write(AuditEvent event) {
        String line = json.chainedLine(event, next);
        try {
            file.append(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            LOG.error(
                    "Cannot write the audit record of query {}", event.access().queryId(), e);
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.UNAVAILABLE,
                    SqlState.INTERNAL_ERROR,
                    "Cannot run the query: its audit record cannot be written; tell the operator");
        }
        next = next.after(line);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("Cannot close the audit file", e);
        }
    }
}

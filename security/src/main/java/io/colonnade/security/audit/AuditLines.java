package io.colonnade.security.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of an audit file, byte for byte. Not thread-safe. */
final class AuditLines implements AutoCloseable {
    private final InputStream in;
    private boolean torn;

    private AuditLines(InputStream in) {
        this.in = in;
    }

    static AuditLines of(Path file) throws IOException {
        return new AuditLines(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    /** Returns the next line without its line end; empty behind the last that has one. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return Optional.of(line.toByteArray());
            }
            line.write(b);
            if (line.size() > FileTail.LONGEST_LINE) {
                throw new IOException("a line is too long for an audit record");
            }
        }
        torn = line.size() > 0;
        return Optional.empty();
    }

    /** Returns whether something stands behind the last line end, once that was reached. */
    boolean isTorn() {
        return torn;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

package io.colonnade.server.export;

import io.colonnade.server.format.BatchWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;

/** A file that takes rows. One that is closed before it is complete is none, and its stream is left to whoever ends the publication. */
final class OpenFile implements AutoCloseable {
    private final String name;
    private final VectorSchemaRoot root;
    private final Measured measured;
    private final OutputStream out;
    private final BatchWriter writer;
    private long rows;

    OpenFile(String name, OutputStream file, FileForm form, VectorSchemaRoot root) throws IOException {
        this.name = name;
        this.root = root;
        this.measured = new Measured(file);
        this.out = form.around(measured);
        this.writer = form.writer(root, out);
        writer.start();
    }

    /** Takes the rows that the root holds. */
    void write() throws IOException {
        writer.writeBatch();
        rows += root.getRowCount();
    }

    /** Returns about how long the file is, what has not left yet with it. */
    long length() {
        return measured.length + writer.held();
    }

    /** Returns whether the format has no room for much more in the file. */
    boolean isFull() {
        return writer.isFull();
    }

    ExportedFile complete(Map<String, @Nullable String> partition) throws IOException {
        writer.finish();
        out.close();
        return new ExportedFile(name, rows, measured.length, measured.hex(), partition);
    }

    @Override
    public void close() {
        writer.close();
    }

    /** Counts and digests what goes by. */
    private static final class Measured extends FilterOutputStream {
        private final MessageDigest digest = sha256();
        private long length;

        private Measured(OutputStream out) {
            super(out);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            digest.update(bytes, from, count);
            length += count;
        }

        private String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}

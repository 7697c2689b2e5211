package io.colonnade.server.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.arrow.vector.VectorSchemaRoot;

/** {@code multipart/mixed} (RFC 2046), one part a batch. */
final class MultipartBatches implements BatchesWriter {
    private static final int BOUNDARY_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ResultFormat format;
    private final OutputStream out;
    private final BatchFileNames names;
    private final String boundary;

    MultipartBatches(ResultFormat format, OutputStream out) {
        this.format = format;
        this.out = out;
        this.names = new BatchFileNames(format);
        // Whoever writes the data cannot know it, and by chance it does not occur.
        byte[] random = new byte[BOUNDARY_BYTES];
        RANDOM.nextBytes(random);
        this.boundary = HexFormat.of().formatHex(random);
    }

    @Override
    public String contentType() {
        return "multipart/mixed; boundary=" + boundary;
    }

    @Override
    public BatchWriter begin(String name, VectorSchemaRoot root) throws IOException {
        write("\r\n--" + boundary + "\r\nContent-Type: " + format.mediaType()
                + "\r\nContent-Disposition: attachment; filename=\"" + names.of(name) + "\"\r\n\r\n");
        return format.writer(NamedBatch.of(name, root), out);
    }

    @Override
    public void finish() throws IOException {
        write("\r\n--" + boundary + "--\r\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {}
}

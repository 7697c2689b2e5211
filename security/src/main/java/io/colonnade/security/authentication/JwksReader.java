package io.colonnade.security.authentication;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the text of a key set from where it is kept. */
@FunctionalInterface
interface JwksReader {
    int LARGEST_BYTES = 1024 * 1024;

    String read() throws IOException, InterruptedException;

    static JwksReader ofFile(Path file) {
        return () -> {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
                if (bytes.length > LARGEST_BYTES) {
                    throw new IOException("more than " + LARGEST_BYTES + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        };
    }
}

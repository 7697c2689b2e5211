package io.colonnade.server.parquet;

import java.util.Base64;
import java.util.Optional;
import org.apache.parquet.crypto.FileEncryptionProperties;

/**
 * A key of Parquet's modular encryption and the name by which readers know it. The name is in every file that the key encrypts; the
 * key itself is nowhere, not even in {@link #toString}. Immutable.
 */
public final class ParquetKey {
    private final String id;
    private final byte[] key;

    private ParquetKey(String id, byte[] key) {
        this.id = id;
        this.key = key;
    }

    /** Returns a key of AES, given in base64; nothing if it is not one of 16, 24 or 32 bytes. */
    public static Optional<ParquetKey> of(String id, String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            return key.length == 16 || key.length == 24 || key.length == 32
                    ? Optional.of(new ParquetKey(id, key))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the name. */
    public String id() {
        return id;
    }

    /**
     * Returns how one file is encrypted: all columns, all indexes and the footer, by AES-GCM, each part bound to its place in this
     * file by a number that no other file has.
     */
    FileEncryptionProperties forOneFile() {
        return FileEncryptionProperties.builder(key).withFooterKeyID(id).build();
    }

    @Override
    public String toString() {
        return id;
    }
}

package io.colonnade.security.seal;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A deployment's key for {@link SealedBox}: the same on every replica, so that any replica opens what another sealed.
 * Immutable and thread-safe; never prints itself.
 */
public final class SealKey {
    static final int ID_BYTES = 4;
    private static final int KEY_BYTES = 32;
    private static final int SHORTEST_SECRET = 16;

    private final byte[] root;
    private final byte[] id;

    private SealKey(byte[] material) {
        this.root = Hkdf.sha256(material, "colonnade seal", KEY_BYTES);
        this.id = Hkdf.sha256(material, "colonnade key id", ID_BYTES);
    }

    /**
     * Reads a key as it stands in a configuration: 32 bytes in base64, or any other secret of at least 16 characters.
     *
     * @param name the setting's name, for the message
     */
    public static SealKey of(String name, String configured) {
        String text = configured.strip();
        if (text.length() < SHORTEST_SECRET) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Invalid " + name + ": too short (32 random bytes in base64, for instance from"
                            + " 'openssl rand -base64 32', or a secret of at least " + SHORTEST_SECRET
                            + " characters)");
        }
        return new SealKey(decode(text).orElseGet(() -> text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes a key that dies with the process, for a demonstration on one server. */
    public static SealKey random() {
        byte[] material = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(material);
        return new SealKey(material);
    }

    /** Returns the key of one sealed payload: its own salt and its purpose make it, so that no two share a key. */
    SecretKey key(String purpose, byte[] salt) {
        return new SecretKeySpec(Hkdf.sha256(root, salt, purpose, KEY_BYTES), "AES");
    }

    byte[] id() {
        return id.clone();
    }

    boolean hasId(byte[] other) {
        return MessageDigest.isEqual(id, other);
    }

    private static Optional<byte[]> decode(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            return decoded.length == KEY_BYTES ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealKey that && MessageDigest.isEqual(root, that.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(id);
    }

    @Override
    public String toString() {
        return "SealKey[hidden]";
    }
}

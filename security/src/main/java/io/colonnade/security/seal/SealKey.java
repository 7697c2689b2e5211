package io.colonnade.security.seal;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A deployment's key for {@link SealedBox}: the same on every replica, so that any replica opens what another sealed.
 * Immutable and thread-safe; never prints itself.
 */
public final class SealKey {
    static final int ID_BYTES = 4;

    private final byte[] root;
    private final byte[] id;

    private SealKey(byte[] material) {
        this.root = Hkdf.sha256(material, "colonnade seal", KeyMaterial.KEY_BYTES);
        this.id = Hkdf.sha256(material, "colonnade key id", ID_BYTES);
    }

    /**
     * Reads a key as it stands in a configuration: 32 bytes in base64, or any other secret of at least 16 characters.
     *
     * @param name the setting's name, for the message
     */
    public static SealKey of(String name, String configured) {
        return new SealKey(KeyMaterial.of(name, configured));
    }

    /** Makes a key that dies with the process, for a demonstration on one server. */
    public static SealKey random() {
        byte[] material = new byte[KeyMaterial.KEY_BYTES];
        new SecureRandom().nextBytes(material);
        return new SealKey(material);
    }

    /** Returns the key of one sealed payload: its own salt and its purpose make it, so that no two share a key. */
    SecretKey key(String purpose, byte[] salt) {
        return new SecretKeySpec(Hkdf.sha256(root, salt, purpose, KeyMaterial.KEY_BYTES), "AES");
    }

    byte[] id() {
        return id.clone();
    }

    boolean hasId(byte[] other) {
        return MessageDigest.isEqual(id, other);
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

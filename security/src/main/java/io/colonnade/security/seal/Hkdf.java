package io.colonnade.security.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869), up to one hash in length: all that key derivation here needs. */
final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;

    private Hkdf() {}

    /** Derives without a salt. */
    static byte[] sha256(byte[] material, String info, int length) {
        return sha256(material, new byte[HASH_BYTES], info, length);
    }

    static byte[] sha256(byte[] material, byte[] salt, String info, int length) {
        if (length > HASH_BYTES) {
            throw new IllegalArgumentException("at most " + HASH_BYTES + " bytes");
        }
        byte[] pseudoRandomKey = hmac(salt, material);
        byte[] label = info.getBytes(StandardCharsets.UTF_8);
        byte[] firstBlock = Arrays.copyOf(label, label.length + 1);
        firstBlock[label.length] = 1;
        return Arrays.copyOf(hmac(pseudoRandomKey, firstBlock), length);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }
}

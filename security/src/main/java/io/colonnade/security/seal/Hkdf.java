package io.colonnade.security.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869): keys for several purposes out of one secret. Stateless. */
public final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final int MOST_BLOCKS = 255;

    private Hkdf() {}

    /**
     * Derives a key without a salt.
     *
     * @param info what it is for: a fixed text
     */
    public static byte[] sha256(byte[] material, String info, int length) {
        return sha256(material, new byte[HASH_BYTES], info, length);
    }

    static byte[] sha256(byte[] material, byte[] salt, String info, int length) {
        if (length > MOST_BLOCKS * HASH_BYTES) {
            throw new IllegalArgumentException("at most " + MOST_BLOCKS * HASH_BYTES + " bytes");
        }
        byte[] pseudoRandomKey = hmac(salt, material);
        byte[] label = info.getBytes(StandardCharsets.UTF_8);
        byte[] derived = new byte[length];
        byte[] block = {};
        for (int start = 0; start < length; start += HASH_BYTES) {
            block = hmac(pseudoRandomKey, joined(block, label, (byte) (start / HASH_BYTES + 1)));
            System.arraycopy(block, 0, derived, start, Math.min(HASH_BYTES, length - start));
        }
        return derived;
    }

    private static byte[] joined(byte[] block, byte[] label, byte number) {
        byte[] message = Arrays.copyOf(block, block.length + label.length + 1);
        System.arraycopy(label, 0, message, block.length, label.length);
        message[message.length - 1] = number;
        return message;
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

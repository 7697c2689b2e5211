package io.colonnade.security.policy;

import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC with SHA-256 (RFC 2104) of many texts under one key. The digest is kept as it stands behind each of the key's two
 * paddings, which a {@code javax.crypto.Mac} computes anew for each text: a short text then costs half. One thread.
 */
public final class KeyedHash {
    /** The length of a digest. */
    public static final int BYTES = 32;

    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest inner;
    private final MessageDigest outer;

    KeyedHash(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? sha256().digest(key) : key, BLOCK_BYTES);
        inner = behind(block, INNER);
        outer = behind(block, OUTER);
    }

    /** Puts the digest of a value's first bytes into the first bytes of another array. */
    public void digest(byte[] value, int length, byte[] digest) {
        try {
            MessageDigest first = (MessageDigest) inner.clone();
            first.update(value, 0, length);
            first.digest(digest, 0, BYTES);
            MessageDigest second = (MessageDigest) outer.clone();
            second.update(digest, 0, BYTES);
            second.digest(digest, 0, BYTES);
        } catch (CloneNotSupportedException | DigestException e) {
            throw new IllegalStateException("the runtime's SHA-256 can be copied and has its own length", e);
        }
    }

    private static MessageDigest behind(byte[] key, byte padding) {
        byte[] padded = new byte[BLOCK_BYTES];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            padded[i] = (byte) (key[i] ^ padding);
        }
        MessageDigest digest = sha256();
        digest.update(padded);
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
        }
    }
}

package io.colonnade.security.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A record's place in the chain: its own number and the hash of the record before it.
 *
 * @param sequence counted from 1
 * @param previousHash SHA-256 of the line before, without its line end, in hexadecimal digits
 */
record ChainLink(long sequence, String previousHash) {
    /** The place of the first record. */
    static final ChainLink FIRST = new ChainLink(1, "0".repeat(64));

    /** Returns the place after a line that stands at this one. */
    ChainLink after(byte[] line) {
        return new ChainLink(sequence + 1, sha256(line));
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

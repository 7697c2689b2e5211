package io.colonnade.security.seal;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals small payloads with AES-256-GCM (NIST SP 800-38D) under a deployment's key. The session tokens, tickets and
 * handles that clients carry are sealed here; each kind names its own purpose, and what was sealed for one purpose does
 * not open for another. Thread-safe.
 *
 * <p>Layout: version (1 byte), key id (4), salt (16), nonce (12), ciphertext with its tag (16 more than the payload). The
 * first four and the purpose are authenticated too. The key id says which key opens, so that one is tried and no more.
 * Each payload is sealed under a key of its own, derived from the deployment's key, the salt and the purpose: random
 * nonces under one key would begin to repeat after some 2^32 seals, which a busy deployment makes in months; salt and
 * nonce together are 28 random bytes, which do not. Expiry is the payload's own business.
 */
public final class SealedBox {
    /** The largest payload. Larger ones are refused before anything is computed over them. */
    public static final int LARGEST_PAYLOAD = 1024 * 1024;

    private static final byte VERSION = 2;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int SALT_AT = 1 + SealKey.ID_BYTES;
    private static final int NONCE_AT = SALT_AT + SALT_BYTES;
    private static final int HEADER_BYTES = NONCE_AT + NONCE_BYTES;
    private static final String CIPHER = "AES/GCM/NoPadding";

    /** To ask all providers for the cipher, each time again, takes longer than to seal. */
    private static final Provider PROVIDER = provider();

    private final SealKey current;
    private final List<SealKey> accepted;
    private final SecureRandom random = new SecureRandom();

    private SealedBox(SealKey current, Optional<SealKey> previous) {
        this.current = current;
        this.accepted = Stream.concat(Stream.of(current), previous.stream()).toList();
    }

    /** Creates a box that seals and opens with one key. */
    public static SealedBox of(SealKey current) {
        return new SealedBox(current, Optional.empty());
    }

    /**
     * Creates a box that seals with the current key and still opens what the previous one sealed.
     *
     * @throws IllegalArgumentException if both are the same key, or cannot be told from one another by their ids
     */
    public static SealedBox of(SealKey current, SealKey previous) {
        if (current.hasId(previous.id())) {
            throw new IllegalArgumentException("the previous key is the current one");
        }
        return new SealedBox(current, Optional.of(previous));
    }

    /**
     * Seals a payload.
     *
     * @param purpose what the result is for: a fixed word, never the caller's input
     */
    public byte[] seal(String purpose, byte[] payload) {
        if (payload.length > LARGEST_PAYLOAD) {
            throw ColonnadeException.of(
                    ErrorKind.RESOURCE_EXHAUSTED,
                    SqlState.RESOURCES_EXHAUSTED,
                    "Cannot make a " + purpose + ": it would be larger than " + LARGEST_PAYLOAD
                            + " bytes; shorten the statement or its parameters");
        }
        byte[] saltAndNonce = new byte[SALT_BYTES + NONCE_BYTES];
        random.nextBytes(saltAndNonce);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put(VERSION)
                .put(current.id())
                .put(saltAndNonce)
                .array();
        try {
            byte[] body = cipher(Cipher.ENCRYPT_MODE, current, header, purpose).doFinal(payload);
            return ByteBuffer.allocate(header.length + body.length)
                    .put(header)
                    .put(body)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + CIPHER, e);
        }
    }

    /**
     * Opens what {@link #seal} made for the same purpose. Whatever is wrong with it, the error is the same.
     *
     * @throws ColonnadeException UNAUTHENTICATED
     */
    public byte[] open(String purpose, byte[] sealed) {
        if (!hasRightShape(sealed)) {
            throw refusal(purpose);
        }
        byte[] header = Arrays.copyOf(sealed, HEADER_BYTES);
        byte[] keyId = Arrays.copyOfRange(sealed, 1, SALT_AT);
        for (SealKey key : accepted) {
            if (key.hasId(keyId)) {
                try {
                    return cipher(Cipher.DECRYPT_MODE, key, header, purpose)
                            .doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES);
                } catch (GeneralSecurityException e) {
                    throw refusal(purpose);
                }
            }
        }
        throw refusal(purpose);
    }

    private static Provider provider() {
        try {
            return Cipher.getInstance(CIPHER).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + CIPHER, e);
        }
    }

    private static boolean hasRightShape(byte[] sealed) {
        return sealed.length >= HEADER_BYTES + TAG_BYTES
                && sealed.length <= HEADER_BYTES + TAG_BYTES + LARGEST_PAYLOAD
                && sealed[0] == VERSION;
    }

    private static Cipher cipher(int mode, SealKey key, byte[] header, String purpose) throws GeneralSecurityException {
        byte[] salt = Arrays.copyOfRange(header, SALT_AT, NONCE_AT);
        Cipher cipher = Cipher.getInstance(CIPHER, PROVIDER);
        cipher.init(mode, key.key(purpose, salt), new GCMParameterSpec(TAG_BYTES * 8, header, NONCE_AT, NONCE_BYTES));
        cipher.updateAAD(header);
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static ColonnadeException refusal(String purpose) {
        return ColonnadeException.of(
                ErrorKind.UNAUTHENTICATED,
                SqlState.INVALID_AUTHORIZATION,
                "Cannot use the " + purpose + ": it is not valid; ask for a new one");
    }
}

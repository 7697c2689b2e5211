package io.colonnade.security.policy;

import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.subtle.AesSiv;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.seal.Hkdf;
import io.colonnade.security.seal.KeyMaterial;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The deployment's keys of the masks that need one: {@code hash} and, where it is configured, {@code encrypt}. They never
 * leave the process, neither in SQL nor in logs nor in plans. Immutable and thread-safe.
 */
public final class MaskKeys {
    private static final int CIPHER_KEY_BYTES = 64;
    /** Nothing is bound to a value, so that equal texts are encrypted equally in whatever column they stand. */
    private static final byte[] NOTHING = {};

    private final byte[] hashKey;
    private final @Nullable DeterministicAead cipher;

    private MaskKeys(byte[] hashKey, @Nullable DeterministicAead cipher) {
        this.hashKey = hashKey;
        this.cipher = cipher;
    }

    /** Makes the key of the hash mask from the text that the deployment configures; nothing can be encrypted. */
    public static MaskKeys of(String hashSecret) {
        if (hashSecret.isEmpty()) {
            throw new IllegalArgumentException("an empty mask key hides nothing");
        }
        return new MaskKeys(hashSecret.getBytes(StandardCharsets.UTF_8), null);
    }

    /**
     * Adds the key of the encrypt mask.
     *
     * @param setting the setting's name, for the message
     * @param secret 32 bytes in base64, or any other secret of at least 16 characters
     * @throws ColonnadeException INVALID_CONFIGURATION if the secret is too short
     */
    public MaskKeys withEncryption(String setting, String secret) {
        byte[] material = KeyMaterial.of(setting, secret);
        return new MaskKeys(hashKey, cipher(Hkdf.sha256(material, "colonnade encrypt mask", CIPHER_KEY_BYTES)));
    }

    private static DeterministicAead cipher(byte[] key) {
        try {
            return new AesSiv(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-SIV takes keys of " + CIPHER_KEY_BYTES + " bytes", e);
        }
    }

    /**
     * Fails if a mask needs a key that there is not.
     *
     * @throws ColonnadeException INVALID_CONFIGURATION
     */
    public void check(ColumnMask mask) {
        if (mask instanceof ColumnMask.Encrypt) {
            encryption();
        }
    }

    /** Returns a new hash for one thread's use. */
    public KeyedHash newHash() {
        return new KeyedHash(hashKey);
    }

    /** Returns the 64 lower-case hexadecimal digits that stand in for a text. */
    public String hash(String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        byte[] digest = new byte[KeyedHash.BYTES];
        newHash().digest(value, value.length, digest);
        return HexFormat.of().formatHex(digest);
    }

    /** Returns the base64 text, as ASCII, that stands in for a text's UTF-8 bytes. */
    public byte[] encrypt(byte[] value) {
        try {
            return Base64.getEncoder().encode(encryption().encryptDeterministically(value, NOTHING));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a text in memory is not too long to be encrypted", e);
        }
    }

    /**
     * Returns the text that {@link #encrypt} hid. Whatever is wrong with a value, the error is the same.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if it was not made with this key
     */
    public String decrypt(String encrypted) {
        try {
            byte[] value =
                    encryption().decryptDeterministically(Base64.getDecoder().decode(encrypted), NOTHING);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (GeneralSecurityException | IllegalArgumentException | CharacterCodingException e) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot decrypt the value: it was not encrypted with this key");
        }
    }

    private DeterministicAead encryption() {
        if (cipher == null) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Cannot encrypt or decrypt: the configuration has no key for it; set security.encryption_key");
        }
        return cipher;
    }

    @Override
    public String toString() {
        return "MaskKeys[hidden]";
    }
}

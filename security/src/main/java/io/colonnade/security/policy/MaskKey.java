package io.colonnade.security.policy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The deployment's key of the {@code hash} mask: HMAC with SHA-256 (RFC 2104) of a text's UTF-8 bytes. The key never
 * leaves the process, neither in SQL nor in logs nor in plans. Immutable; the {@link Mac}s it makes are not.
 */
public final class MaskKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private MaskKey(SecretKeySpec key) {
        this.key = key;
    }

    /** Makes the key from the text that the deployment configures. */
    public static MaskKey of(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("an empty mask key hides nothing");
        }
        return new MaskKey(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    /** Returns a new authenticator for one thread's use. */
    public Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java runtime", e);
        }
    }

    /** Returns the 64 lower-case hexadecimal digits that stand in for a text. */
    public String hash(String text) {
        return HexFormat.of().formatHex(newMac().doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "MaskKey";
    }
}

package io.colonnade.security.seal;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How configurations spell secrets that keys are derived from. Stateless. */
public final class KeyMaterial {
    static final int KEY_BYTES = 32;
    private static final int SHORTEST_SECRET = 16;

    private KeyMaterial() {}

    /**
     * Reads a secret as it stands in a configuration: 32 bytes in base64, or any other text of at least 16 characters.
     *
     * @param name the setting's name, for the message
     * @throws ColonnadeException INVALID_CONFIGURATION if it is too short
     */
    public static byte[] of(String name, String configured) {
        String text = configured.strip();
        if (text.length() < SHORTEST_SECRET) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_CONFIGURATION,
                    SqlState.CONFIG_FILE_ERROR,
                    "Invalid " + name + ": too short (32 random bytes in base64, for instance from"
                            + " 'openssl rand -base64 32', or a secret of at least " + SHORTEST_SECRET
                            + " characters)");
        }
        return decode(text).orElseGet(() -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> decode(String text) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text);
            return decoded.length == KEY_BYTES ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

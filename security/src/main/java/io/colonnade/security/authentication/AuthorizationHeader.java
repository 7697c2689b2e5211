package io.colonnade.security.authentication;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Reads the {@code Authorization} header (RFC 7617, RFC 6750) for every door alike. What is there and is not understood is
 * refused: only a caller who sent no such header at all is anonymous.
 */
public final class AuthorizationHeader {
    private static final int LONGEST = 128 * 1024;

    private AuthorizationHeader() {}

    /**
     * Returns what a caller sent.
     *
     * @param values the header's values, one for each time that it was sent
     * @param peer the address of the caller
     * @throws io.colonnade.error.ColonnadeException UNAUTHENTICATED if it is not exactly one that is understood
     */
    public static Credentials credentials(List<String> values, String peer) {
        if (values.isEmpty()) {
            return new Credentials.Anonymous();
        }
        if (values.size() > 1) {
            throw Refusals.doubledHeader();
        }
        String header = values.get(0).strip();
        int blank = header.indexOf(' ');
        if (blank < 0 || header.length() > LONGEST) {
            throw Refusals.unknownHeader();
        }
        String value = header.substring(blank + 1).strip();
        return switch (header.substring(0, blank).toLowerCase(Locale.ROOT)) {
            case "bearer" -> new Credentials.Bearer(value, peer);
            case "basic" -> basic(value, peer);
            default -> throw Refusals.unknownHeader();
        };
    }

    private static Credentials basic(String encoded, String peer) {
        try {
            String pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(encoded)))
                    .toString();
            int colon = pair.indexOf(':');
            if (colon >= 0) {
                return new Credentials.Password(pair.substring(0, colon), pair.substring(colon + 1), peer);
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Falls through: what is no text in base64 is as wrong as no colon.
        }
        throw Refusals.notBasic();
    }
}

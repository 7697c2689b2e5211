package io.colonnade.security.authentication;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The outer form of a signed token (RFC 7515, 7.1): three parts in base64url, each written in the one way in which its bytes
 * are written. Anything laxer would give one token many spellings.
 */
final class CompactToken {
    private static final int LONGEST = 16 * 1024;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private CompactToken() {}

    /** Returns header, payload and signature. */
    static List<byte[]> parts(String token) {
        String[] texts = token.length() > LONGEST ? new String[0] : token.split("\\.", -1);
        if (texts.length != 3) {
            throw Refusals.invalidToken();
        }
        List<byte[]> parts = new ArrayList<>();
        for (String text : texts) {
            parts.add(decode(text));
        }
        return parts;
    }

    private static byte[] decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length > 0 && ENCODER.encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw Refusals.invalidToken();
        }
        throw Refusals.invalidToken();
    }
}

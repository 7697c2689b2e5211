package io.colonnade.server.demo;

import java.security.SecureRandom;
import java.util.Base64;

/** Keys and passwords that live as long as one demonstration; letters, digits, {@code -} and {@code _}. */
final class RandomText {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    static String next() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

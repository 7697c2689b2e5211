package io.colonnade.security.authentication;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords found right in the last minutes, so that a client that sends its password with every call does not pay for
 * Argon2id each time. It keeps no password: only a MAC of it under a key that lives and dies with this object.
 * Thread-safe and bounded.
 */
final class VerifiedPasswords {
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int MOST = 1024;
    private static final String HMAC = "HmacSHA256";

    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Instant> expiries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    VerifiedPasswords(Clock clock) {
        this.clock = clock;
        byte[] material = new byte[32];
        new SecureRandom().nextBytes(material);
        this.key = new SecretKeySpec(material, HMAC);
    }

    boolean contains(Credentials.Password given, PasswordHash hash) {
        String digest = digest(given, hash);
        synchronized (expiries) {
            Instant expiry = expiries.get(digest);
            return expiry != null && clock.instant().isBefore(expiry);
        }
    }

    void add(Credentials.Password given, PasswordHash hash) {
        String digest = digest(given, hash);
        synchronized (expiries) {
            expiries.remove(digest);
            expiries.put(digest, clock.instant().plus(LIFETIME));
        }
    }

    /** Returns a number that nobody outside can foretell and that is the same for the same text. */
    int digestOf(String text) {
        return ByteBuffer.wrap(mac("name", text)).getInt();
    }

    /** Found right from one address says nothing to another, where somebody may be guessing. */
    private String digest(Credentials.Password given, PasswordHash hash) {
        return HexFormat.of().formatHex(mac("password", given.user(), hash.text(), given.password(), given.peer()));
    }

    private byte[] mac(String... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }
}

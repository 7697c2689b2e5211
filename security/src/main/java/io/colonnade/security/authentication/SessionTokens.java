package io.colonnade.security.authentication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.colonnade.error.ColonnadeException;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.seal.SealedBox;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The short-lived bearer tokens that the server gives after a login, so that a password is sent and checked once. They
 * are opaque to clients and hold everything that they stand for, so any replica with the same key takes them.
 * Thread-safe.
 */
public final class SessionTokens implements Authenticator {
    private static final String PREFIX = "cln_";
    private static final String PURPOSE = "session token";
    private static final int LONGEST = 64 * 1024;

    /**
     * What a token stands for.
     *
     * @param principal who logged in
     * @param sessionId the same for every request under this token
     * @param expires when the token ends
     * @param proof what it was issued for: it holds only as long as the same would be taken again
     */
    public record Session(Principal principal, String sessionId, Instant expires, String proof) {
        /** Returns what the token proves: with a certificate nobody logs in, and our own users have a password. */
        public Identification identification() {
            boolean ours = principal.authority().equals(Principal.HERE);
            return new Identification(
                    principal, ours ? Identification.Means.PASSWORD : Identification.Means.JWT, expires);
        }
    }

    /**
     * A token for a client.
     *
     * @param token the text after {@code Bearer}
     * @param session what it stands for
     */
    public record Issued(String token, Session session) {
        @Override
        public String toString() {
            return "Issued[token hidden, " + session + "]";
        }
    }

    private record Content(
            String authority,
            String subject,
            Set<String> roles,
            Map<String, Object> claims,
            String id,
            long exp,
            String proof) {}

    private final SealedBox box;
    private final Duration lifetime;
    private final Clock clock;
    private final VerifiedTokens<Session> opened;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Creates the tokens of a deployment. */
    public SessionTokens(SealedBox box, Duration lifetime, Clock clock) {
        this.box = box;
        this.lifetime = lifetime;
        this.clock = clock;
        this.opened = new VerifiedTokens<>(clock);
    }

    /** Returns whether a bearer token claims to be of this kind; a JWT never does. */
    public static boolean looksLikeOne(String token) {
        return token.startsWith(PREFIX);
    }

    /** Issues a token to somebody who just proved who they are, in a way that needs no second look. */
    public Issued issue(Principal principal) {
        return issue(principal, Instant.MAX, "");
    }

    /**
     * Issues a token to somebody who just proved who they are.
     *
     * @param latest when the proof itself ends, and the token with it at the latest
     * @param proof what is compared at each use with what would be taken then
     */
    Issued issue(Principal principal, Instant latest, String proof) {
        Instant end = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.MILLIS);
        Session session =
                new Session(principal, UUID.randomUUID().toString(), end.isBefore(latest) ? end : latest, proof);
        Content content = new Content(
                principal.authority(),
                principal.subject(),
                principal.roles(),
                principal.claims(),
                session.sessionId(),
                session.expires().toEpochMilli(),
                proof);
        try {
            byte[] sealed = box.seal(PURPOSE, json.writeValueAsBytes(content));
            String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
            if (token.length() > LONGEST) {
                throw Refusals.tooLargeForAToken();
            }
            return new Issued(token, session);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A principal is always writable", e);
        }
    }

    @Override
    public Identification identify(Credentials credentials) {
        if (!(credentials instanceof Credentials.Bearer bearer)) {
            throw Refusals.noCredentials();
        }
        return open(bearer.token()).identification();
    }

    /** Returns what a token stands for. */
    public Session open(String token) {
        return opened.find(token).orElseGet(() -> unsealed(token));
    }

    private Session unsealed(String token) {
        Content content = read(token);
        Instant expires = Instant.ofEpochMilli(content.exp());
        if (!clock.instant().isBefore(expires)) {
            throw Refusals.expiredToken();
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        content.claims().forEach((name, raw) -> ClaimValues.of(raw).ifPresent(value -> claims.put(name, value)));
        Principal principal = new Principal(content.authority(), content.subject(), content.roles(), claims);
        Session session = new Session(principal, content.id(), expires, content.proof());
        opened.add(token, session, expires);
        return session;
    }

    private Content read(String token) {
        if (!looksLikeOne(token) || token.length() > LONGEST) {
            throw Refusals.invalidToken();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
            return json.readValue(box.open(PURPOSE, sealed), Content.class);
        } catch (IllegalArgumentException | IOException | ColonnadeException e) {
            throw Refusals.invalidToken();
        }
    }
}

package io.colonnade.security.authentication;

import io.colonnade.security.authentication.SessionTokens.Issued;
import io.colonnade.security.identity.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks user and password. An unknown user costs as much time as a wrong password, because the password is then
 * checked against the hash of somebody else, and the result is thrown away. Thread-safe; few passwords are checked at once,
 * since each check takes megabytes, few wait for it, and who guesses has to wait longer.
 */
public final class PasswordAuthenticator implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordAuthenticator.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 128;

    private final CurrentUsers users;
    private final VerifiedPasswords verified;
    private final LoginThrottle throttle;
    private final Semaphore checks =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    /** Creates an authenticator over users who may change. */
    public PasswordAuthenticator(CurrentUsers users) {
        this(users, Clock.systemUTC());
    }

    PasswordAuthenticator(CurrentUsers users, Clock clock) {
        this.users = users;
        this.verified = new VerifiedPasswords(clock);
        this.throttle = new LoginThrottle(clock);
    }

    CurrentUsers users() {
        return users;
    }

    @Override
    public Identification identify(Credentials credentials) {
        if (!(credentials instanceof Credentials.Password given)) {
            throw Refusals.noCredentials();
        }
        return new Identification(user(given).principal(), Identification.Means.PASSWORD, null);
    }

    /** Answers a right password with a token that holds as long as it stays right. */
    Issued login(Credentials.Password given, SessionTokens sessions) {
        User user = user(given);
        return sessions.issue(user.principal(), Instant.MAX, proof(user));
    }

    /** Returns the user of a session as the users are today, or refuses. */
    Principal stillKnown(String name, String proof) {
        return users.get()
                .find(name)
                .filter(user -> user.hash() != null && proof(user).equals(proof))
                .map(User::principal)
                .orElseThrow(Refusals::endedSession);
    }

    private static String proof(User user) {
        return user.password().map(PasswordHash::digest).orElse("");
    }

    private User user(Credentials.Password given) {
        throttle.check(given);
        Users now = users.get();
        Optional<User> user = now.find(given.user()).filter(known -> known.hash() != null);
        PasswordHash hash = user.flatMap(User::password).orElseGet(() -> decoy(now, given.user()));
        if (user.isPresent() && verified.contains(given, hash)) {
            return user.get();
        }
        boolean right = check(user.isPresent(), hash, given);
        if (user.isEmpty() || !right) {
            throw Refusals.wrongPassword();
        }
        return user.get();
    }

    /** The same unknown user always meets the same hash, as a known one does. */
    private PasswordHash decoy(Users now, String unknownUser) {
        List<PasswordHash> decoys = now.decoys();
        return decoys.get(Math.floorMod(verified.digestOf(unknownUser), decoys.size()));
    }

    private boolean check(boolean known, PasswordHash hash, Credentials.Password given) {
        try {
            if (checks.getQueueLength() >= MOST_WAITING
                    || !checks.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusals.tooManyLogins();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusals.tooManyLogins();
        }
        try {
            // Others may have guessed, or found the password right, while this one waited.
            throttle.check(given);
            return known && verified.contains(given, hash) || judge(known, hash, given);
        } finally {
            checks.release();
        }
    }

    private boolean judge(boolean known, PasswordHash hash, Credentials.Password given) {
        boolean right = hash.matches(given.password()) && known;
        if (right) {
            throttle.succeeded(given);
            verified.add(given, hash);
        } else {
            throttle.failed(given);
            // What was typed as a name that nobody has may be a password.
            LOG.warn("Login refused: {} from {}", known ? "user " + given.user() : "an unknown user", given.peer());
        }
        return right;
    }
}

package io.colonnade.security.authentication;

import io.colonnade.security.identity.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Checks user and password. An unknown user costs as much time as a wrong password, because the password is then
 * checked against the hash of somebody else, and the result is thrown away. Thread-safe; few passwords are checked at once,
 * since each check takes megabytes.
 */
public final class PasswordAuthenticator implements Authenticator {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Users users;
    private final List<PasswordHash> decoys;
    private final VerifiedPasswords verified;
    private final Semaphore checks =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    /** Creates an authenticator over a list of users. */
    public PasswordAuthenticator(Users users) {
        this(users, Clock.systemUTC());
    }

    PasswordAuthenticator(Users users, Clock clock) {
        this.users = users;
        this.decoys = users.isEmpty()
                ? List.of(PasswordHash.create("nobody".toCharArray()))
                : users.all().stream().map(User::hash).toList();
        this.verified = new VerifiedPasswords(clock);
    }

    @Override
    public Principal authenticate(Credentials credentials) {
        if (!(credentials instanceof Credentials.Password given)) {
            throw Refusals.noCredentials();
        }
        Optional<User> user = users.find(given.user());
        PasswordHash hash = user.map(User::hash).orElseGet(() -> decoy(given.user()));
        if (user.isPresent() && verified.contains(given, hash)) {
            return user.get().principal();
        }
        boolean right = check(hash, given.password());
        if (user.isEmpty() || !right) {
            throw Refusals.wrongPassword();
        }
        verified.add(given, hash);
        return user.get().principal();
    }

    /** The same unknown user always meets the same hash, as a known one does. */
    private PasswordHash decoy(String unknownUser) {
        return decoys.get(Math.floorMod(verified.digestOf(unknownUser), decoys.size()));
    }

    private boolean check(PasswordHash hash, String password) {
        try {
            if (!checks.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refusals.tooManyLogins();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusals.tooManyLogins();
        }
        try {
            return hash.matches(password);
        } finally {
            checks.release();
        }
    }
}

package io.colonnade.server.session;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The sessions of this process. A session exists once a client sets an option, and until it is closed or idle. Thread-safe;
 * made by a door.
 */
public final class Sessions {
    private final IdleRegistry<Session> sessions;

    /** Creates an empty set of sessions. */
    public Sessions(Duration idle, int perOwner, Clock clock) {
        this.sessions = new IdleRegistry<>(idle, perOwner, clock, session -> {});
    }

    /** Returns a session of this owner. */
    public Optional<Session> find(Owner owner, String id) {
        return sessions.find(owner, id);
    }

    /**
     * Returns the session of this owner with this id, a new one if there is none.
     *
     * @throws ColonnadeException RESOURCE_EXHAUSTED if the owner has too many
     */
    public Session open(Owner owner, String id) {
        return sessions.find(owner, id)
                .or(() -> sessions.add(owner, id, Session::new))
                .orElseThrow(() -> ColonnadeException.of(
                        ErrorKind.RESOURCE_EXHAUSTED,
                        SqlState.TOO_MANY_CONNECTIONS,
                        "Cannot open another session: close some, or wait until idle ones end"));
    }

    /** Ends a session; returns whether there was one. */
    public boolean close(Owner owner, String id) {
        return sessions.remove(owner, id);
    }
}

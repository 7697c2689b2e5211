package io.colonnade.security.authentication;

/**
 * The users as they are now: of a file that may change while the server runs. Authenticators ask at every call, so that
 * who is gone is gone at once. Made and changed by the server's wiring; thread-safe.
 */
public final class CurrentUsers {
    private volatile Users users;

    /** Begins with the users of the start. */
    public CurrentUsers(Users users) {
        this.users = users;
    }

    /** Puts others in their place, all at once. */
    public void become(Users others) {
        users = others;
    }

    /** Returns who is known at this moment. */
    public Users get() {
        return users;
    }
}

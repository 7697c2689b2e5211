package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.url.ConnectionSettings;
import io.colonnade.jdbc.url.HostAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds a server among those that the URL names, logs in there, and moves on to the next when it is gone. What has not shown a
 * row yet is asked again there; a transaction stays where it has begun, and ends with its server. Safe for threads.
 */
final class Links {
    /** Sends calls over whatever link there is. */
    interface Call<T> {
        T over(FlightCalls calls) throws SQLException;
    }

    /** Makes a session of a new link: authorization, options. */
    interface Login {
        void over(Link link, CallScope scope) throws SQLException;
    }

    private final ConnectionSettings settings;
    private final Patience patience;
    private final Login login;
    private final Object moving = new Object();
    private Link current;
    private boolean pinned;
    private boolean closed;

    private Links(ConnectionSettings settings, Patience patience, Login login, CallScope scope) throws SQLException {
        this.settings = settings;
        this.patience = patience;
        this.login = login;
        this.current = connect(settings.hosts(), scope);
    }

    /** Connects to the first host that answers, and logs in. */
    static Links open(ConnectionSettings settings, Patience patience, Login login, CallScope scope)
            throws SQLException {
        return new Links(settings, patience, login, scope);
    }

    /** Tries hosts in turn. Only one that is not there makes way for the next: a wrong password is wrong at all of them. */
    private Link connect(List<HostAddress> hosts, CallScope scope) throws SQLException {
        List<SQLException> failures = new ArrayList<>();
        for (HostAddress host : hosts) {
            try {
                return connect(host, scope);
            } catch (SQLException e) {
                if (!isUnreachable(e) || scope.isOver()) {
                    throw e;
                }
                failures.add(e);
            }
        }
        throw noneAnswers(failures);
    }

    private static SQLException noneAnswers(List<SQLException> failures) {
        SQLException last = failures.get(failures.size() - 1);
        if (failures.size() == 1) {
            return last;
        }
        String all = failures.stream().map(SQLException::getMessage).collect(Collectors.joining("; "));
        return SqlState.UNABLE_TO_CONNECT.exception("Cannot connect to any of the hosts: " + all, last);
    }

    private Link connect(HostAddress host, CallScope scope) throws SQLException {
        Link link = Link.to(host, settings, patience);
        try {
            login.over(link, scope);
            link.loggedIn();
            return link;
        } catch (SQLException | RuntimeException e) {
            link.shutdown();
            throw e;
        }
    }

    private static boolean isUnreachable(SQLException failure) {
        return SqlState.UNABLE_TO_CONNECT.isStateOf(failure)
                || SqlState.CONNECTION_FAILURE.isStateOf(failure)
                || SqlState.CANNOT_CONNECT_NOW.isStateOf(failure);
    }

    /**
     * Makes calls that change nothing, so that they may be made again: over a new link if the old one is lost, and over others
     * while there is no answer.
     */
    <T> T ask(CallScope scope, Call<T> call) throws SQLException {
        Link link = usable(scope);
        for (int left = settings.hosts().size(); ; left--) {
            try {
                return call.over(link.calls());
            } catch (SQLException e) {
                if (left == 0 || !mayMove(scope, e)) {
                    throw e;
                }
                link = replaced(link, scope, e);
            }
        }
    }

    /** Makes calls over the present link, whatever becomes of them. */
    <T> T tell(Call<T> call) throws SQLException {
        return call.over(current().calls());
    }

    private synchronized Link current() {
        return current;
    }

    private Link usable(CallScope scope) throws SQLException {
        Link link = current();
        return link.isLost() && mayMove() ? replaced(link, scope, null) : link;
    }

    private synchronized boolean mayMove() {
        return !pinned && !closed;
    }

    private boolean mayMove(CallScope scope, SQLException failure) {
        boolean sessionEnded = SqlState.INVALID_AUTHORIZATION.isStateOf(failure);
        return mayMove() && !scope.isOver() && (isUnreachable(failure) || sessionEnded);
    }

    /** Logs in anew, at the next host first; threads that come with the same lost link get the same new one. */
    private Link replaced(Link old, CallScope scope, @Nullable SQLException reason) throws SQLException {
        synchronized (moving) {
            if (current() != old) {
                return current();
            }
            try {
                Link link = connect(hostsAfter(old.host()), scope.during(settings.loginTimeout()));
                use(link);
                old.retire();
                return link;
            } catch (SQLException e) {
                throw lost(e, reason);
            }
        }
    }

    /** Connecting takes time, in which somebody may have closed the connection. */
    private void use(Link link) throws SQLException {
        synchronized (this) {
            if (!closed) {
                current = link;
                return;
            }
        }
        link.shutdown();
        throw SqlState.CONNECTION_CLOSED.exception("Cannot use the connection: it is closed");
    }

    private static SQLException lost(SQLException failure, @Nullable SQLException reason) {
        SQLException lost = isUnreachable(failure)
                ? SqlState.CONNECTION_FAILURE.exception(String.valueOf(failure.getMessage()), failure)
                : failure;
        if (reason != null) {
            lost.addSuppressed(reason);
        }
        return lost;
    }

    private List<HostAddress> hostsAfter(HostAddress host) {
        List<HostAddress> hosts = new ArrayList<>(settings.hosts());
        Collections.rotate(hosts, -hosts.indexOf(host) - 1);
        return hosts;
    }

    /** Stays with the present server until {@link #unpin}. */
    synchronized void pin() {
        pinned = true;
    }

    synchronized void unpin() {
        pinned = false;
    }

    void close() {
        Link last;
        synchronized (this) {
            closed = true;
            last = current;
        }
        last.shutdown();
    }
}

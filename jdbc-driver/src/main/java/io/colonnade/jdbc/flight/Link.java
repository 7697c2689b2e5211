package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.url.ConnectionSettings;
import io.colonnade.jdbc.url.HostAddress;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A channel to one host. It is lost once its connection has broken. Safe for threads.
 */
final class Link {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    private final HostAddress host;
    private final LinkSockets sockets;
    private final ManagedChannel channel;
    private final SessionHeaders headers;
    private final FlightCalls calls;
    private volatile boolean lost;

    private Link(
            HostAddress host, LinkSockets sockets, ManagedChannel channel, SessionHeaders headers, FlightCalls calls) {
        this.host = host;
        this.sockets = sockets;
        this.channel = channel;
        this.headers = headers;
        this.calls = calls;
    }

    /** Makes a channel, which connects with its first call. */
    static Link to(HostAddress host, ConnectionSettings settings, Patience patience) throws SQLException {
        SessionHeaders headers = new SessionHeaders(settings.headers());
        LinkSockets sockets = new LinkSockets();
        ManagedChannel channel = Channels.open(host, settings, sockets);
        return new Link(
                host,
                sockets,
                channel,
                headers,
                new FlightCalls(channel, headers, host.toString(), settings, patience));
    }

    HostAddress host() {
        return host;
    }

    FlightCalls calls() {
        return calls;
    }

    void authorize(String authorization) {
        headers.authorize(authorization);
    }

    /** Says that the login is done: from now on a connection that breaks is a session that is lost, and none is made in its place. */
    void loggedIn() {
        sockets.finish();
        channel.notifyWhenStateChanged(ConnectivityState.READY, () -> lost = true);
    }

    boolean isLost() {
        return lost;
    }

    /** Lets what still runs come to its end, and takes nothing new. */
    void retire() {
        channel.shutdown();
    }

    /**
     * Ends what still runs. Waits for the transport's threads to be done with it, which takes a moment: a host that has closed its
     * last connection may close the driver's jar, and they would look for classes in it.
     */
    void shutdown() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.colonnade.jdbc.url;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** One of the servers that a URL names. Immutable. */
public final class HostAddress {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.+\\.localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?");

    private final String host;
    private final int port;

    HostAddress(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Returns the name or address, one of IPv6 in brackets. */
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** Tells whether it is this very machine, towards which nobody listens on the way. */
    boolean isLoopback() {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostAddress && ((HostAddress) other).toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

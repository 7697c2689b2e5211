package io.colonnade.server.http;

import com.google.common.net.InetAddresses;
import io.colonnade.security.identity.Principal;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who may read what the server counts. Immutable; made from the configuration by the server's wiring.
 *
 * @param from where anybody may read it from
 * @param roles whoever has one of them may read it from anywhere
 */
public record MetricsReaders(From from, Set<String> roles) {
    /** Places. */
    public enum From {
        LOOPBACK,
        ANYWHERE,
        NOWHERE
    }

    /** What tells that somebody else asks through whoever is at the other end. */
    private static final List<String> PASSED_ON = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    public MetricsReaders {
        roles = Set.copyOf(roles);
    }

    /** Returns whether anybody may read it who asks as this request does. */
    boolean admits(Request request) {
        return switch (from) {
            case ANYWHERE -> true;
            case NOWHERE -> false;
            case LOOPBACK ->
                isLoopback(request.getConnectionMetaData().getRemoteSocketAddress())
                        && isLoopback(Request.getServerName(request))
                        && !isPassedOn(request.getHeaders());
        };
    }

    boolean admits(@Nullable Principal principal) {
        return principal != null && principal.roles().stream().anyMatch(roles::contains);
    }

    private static boolean isLoopback(SocketAddress peer) {
        return peer instanceof InetSocketAddress internet
                && internet.getAddress() != null
                && internet.getAddress().isLoopbackAddress();
    }

    /** A page whose name is made to lead here, in a browser on this machine, still says its own name. */
    private static boolean isLoopback(@Nullable String host) {
        return host != null
                && (host.equals("localhost")
                        || (InetAddresses.isUriInetAddress(host)
                                && InetAddresses.forUriString(host).isLoopbackAddress()));
    }

    private static boolean isPassedOn(HttpFields headers) {
        return PASSED_ON.stream().anyMatch(headers::contains);
    }
}

package io.colonnade.server.admission;

import io.colonnade.security.authentication.PeerNetwork;
import io.colonnade.security.identity.Principal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * On whose account work is done: a principal's, through whichever door, or that of the network that an anonymous caller is in.
 *
 * @param name the principal's name, as {@link Principal#name} gives it; null for anonymous callers
 * @param network where an anonymous caller is; empty for principals
 */
public record Party(@Nullable String name, String network) {
    /** Returns the party that a caller belongs to. */
    public static Party of(@Nullable Principal principal, @Nullable SocketAddress peer) {
        return principal == null ? new Party(null, network(peer)) : new Party(principal.name(), "");
    }

    private static String network(@Nullable SocketAddress peer) {
        InetAddress address = peer instanceof InetSocketAddress internet ? internet.getAddress() : null;
        return address == null ? "" : PeerNetwork.of(address);
    }
}

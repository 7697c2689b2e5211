package io.colonnade.server.admission;

import io.colonnade.security.identity.Principal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * On whose account work is done: a principal's, through whichever door, or that of the network that an anonymous caller is in.
 *
 * @param name the principal's name, as {@link Principal#name} gives it; null for anonymous callers
 * @param network where an anonymous caller is; empty for principals
 */
public record Party(@Nullable String name, String network) {
    /** Whoever has an IPv6 address has all those that begin with the same 64 bits. */
    private static final int NETWORK_BYTES = 8;

    /** Returns the party that a caller belongs to. */
    public static Party of(@Nullable Principal principal, @Nullable SocketAddress peer) {
        return principal == null ? new Party(null, network(peer)) : new Party(principal.name(), "");
    }

    private static String network(@Nullable SocketAddress peer) {
        InetAddress address = peer instanceof InetSocketAddress internet ? internet.getAddress() : null;
        if (address instanceof Inet6Address) {
            return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES));
        }
        return address == null ? "" : address.getHostAddress();
    }
}

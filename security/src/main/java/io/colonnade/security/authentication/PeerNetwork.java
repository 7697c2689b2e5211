package io.colonnade.security.authentication;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What stands for a caller's address wherever callers are counted: an IPv4 address itself, and of one of IPv6 the first 64 bits,
 * since whoever has one has all those that begin so. Stateless.
 */
public final class PeerNetwork {
    private static final int IPV6_NETWORK_BYTES = 8;

    private PeerNetwork() {}

    /** Returns the network of an address. */
    public static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES))
                : address.getHostAddress();
    }

    /** Returns the network of an address as text; of what is no address, the text itself. */
    static String of(String peer) {
        if (peer.indexOf(':') < 0) {
            return peer;
        }
        try {
            return of(InetAddress.getByName(peer));
        } catch (UnknownHostException e) {
            return peer;
        }
    }
}

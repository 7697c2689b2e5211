package io.colonnade.server.flight;

import io.colonnade.server.tls.ClientCertificate;
import io.grpc.Attributes;
import io.grpc.Grpc;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only the connection knows of a caller.
 *
 * @param address where it comes from
 * @param certificate the certificate that it was opened with, if any
 */
record Connection(@Nullable SocketAddress address, Optional<X509Certificate> certificate) {
    static Connection of(Attributes attributes) {
        return new Connection(
                attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
                ClientCertificate.of(attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION)));
    }

    /** Returns the address as text, without the port. */
    String peer() {
        return address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : String.valueOf(address);
    }
}

package io.colonnade.server.flight;

import io.colonnade.server.tls.DoorCertificates;
import io.colonnade.server.tls.DoorTls;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** TLS as gRPC wants it: with HTTP/2 negotiated, over the door's certificates as they are at each handshake. */
final class FlightTls {
    private FlightTls() {}

    static SslContext context(DoorTls tls) {
        SslContextBuilder builder = GrpcSslContexts.configure(SslContextBuilder.forServer(tls.keys()), SslProvider.JDK)
                .protocols(DoorTls.PROTOCOLS)
                .sessionTimeout(DoorTls.SESSION.toSeconds());
        tls.authorities()
                .ifPresent(authorities -> builder.trustManager(authorities)
                        .clientAuth(
                                tls.demand() == DoorCertificates.Demand.REQUIRED
                                        ? ClientAuth.REQUIRE
                                        : ClientAuth.OPTIONAL));
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("A key manager and a trust manager of our own always fit", e);
        }
    }
}

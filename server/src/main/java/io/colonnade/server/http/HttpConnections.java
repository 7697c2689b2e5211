package io.colonnade.server.http;

import io.colonnade.server.tls.DoorTls;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.WindowRateControl;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the door speaks: HTTP/1.1 and HTTP/2, which clients choose in the TLS handshake, or in clear text by an upgrade or by
 * beginning with it.
 */
final class HttpConnections {
    /** Of one connection; the limits of a principal hold beside it. */
    private static final int STREAMS = 100;

    /** Resets, pings, settings and the like, which cost a client nothing and the server something. */
    private static final int CONTROL_FRAMES_PER_SECOND = 100;

    /** Filters of bulk reads, and their cursors, are in the address. */
    private static final int LARGEST_REQUEST_HEADER = 32 * 1024;

    /** The link to the next page repeats the address, whose characters may each have become three, and adds a cursor. */
    private static final int LARGEST_RESPONSE_HEADER = 4 * LARGEST_REQUEST_HEADER;

    private HttpConnections() {}

    /** Returns what makes the door's connections; without certificates they are not encrypted. */
    static ConnectionFactory[] factories(@Nullable DoorTls tls) {
        HttpConfiguration protocol = new HttpConfiguration();
        protocol.setSendServerVersion(false);
        protocol.setRequestHeaderSize(LARGEST_REQUEST_HEADER);
        protocol.setMaxResponseHeaderSize(LARGEST_RESPONSE_HEADER);
        HttpConnectionFactory http1 = new HttpConnectionFactory(protocol);
        if (tls == null) {
            return new ConnectionFactory[] {http1, limited(new HTTP2CServerConnectionFactory(protocol))};
        }
        protocol.addCustomizer(HttpTls.customizer());
        ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
        choice.setDefaultProtocol(http1.getProtocol());
        return new ConnectionFactory[] {
            new SslConnectionFactory(HttpTls.context(tls), choice.getProtocol()),
            choice,
            limited(new HTTP2ServerConnectionFactory(protocol)),
            http1
        };
    }

    private static ConnectionFactory limited(AbstractHTTP2ServerConnectionFactory http2) {
        http2.setMaxConcurrentStreams(STREAMS);
        http2.setRateControlFactory(new WindowRateControl.Factory(CONTROL_FRAMES_PER_SECOND));
        http2.setConnectProtocolEnabled(false);
        return http2;
    }
}

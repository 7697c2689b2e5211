package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.url.ConnectionSettings;
import io.colonnade.jdbc.url.HostAddress;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens the channel to one host: TLS by the JDK, windows wide enough for batches of megabytes. */
final class Channels {
    /** Batches have some megabytes; the rest is for a row that has many, and is what a hostile server may send. */
    private static final int MAX_MESSAGE_BYTES = 64 << 20;

    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final int WINDOW_BYTES = 4 << 20;
    /** Held here because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger TRANSPORT_LOGGER =
            quiet(ManagedChannel.class.getPackage().getName());

    private Channels() {}

    static ManagedChannel open(HostAddress host, ConnectionSettings settings, LinkSockets sockets) throws SQLException {
        ChannelCredentials credentials =
                settings.tls(host) ? TlsCredentials.of(settings) : InsecureChannelCredentials.create();
        OkHttpChannelBuilder builder = builder(host, credentials)
                .directExecutor()
                .disableServiceConfigLookUp()
                .socketFactory(sockets)
                .flowControlWindow(WINDOW_BYTES)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_HEADER_BYTES)
                .keepAliveTime(6, TimeUnit.MINUTES);
        settings.applicationName().ifPresent(builder::userAgent);
        return builder.build();
    }

    /** The transport reads what is in files of certificates and keys here, and quotes from them what it cannot read. */
    private static OkHttpChannelBuilder builder(HostAddress host, ChannelCredentials credentials) throws SQLException {
        try {
            return OkHttpChannelBuilder.forAddress(host.host(), host.port(), credentials);
        } catch (IllegalArgumentException e) {
            throw SqlState.INVALID_PARAMETER.exception(
                    "Cannot use trustCertificates, clientCertificate or clientKey: what is in"
                            + " the file is no certificate in PEM, or no key in PKCS#8 without a password");
        }
    }

    /**
     * Keeps the transport from writing to the host's log what the driver reports as an exception anyway. Only in the
     * shaded jar, where the logger is ours alone, and only unless the host has chosen a level.
     */
    private static Logger quiet(String transport) {
        Logger logger = Logger.getLogger(transport);
        boolean ours = transport.startsWith("io.colonnade.");
        if (ours && logger.getLevel() == null) {
            logger.setLevel(Level.SEVERE);
        }
        return logger;
    }
}

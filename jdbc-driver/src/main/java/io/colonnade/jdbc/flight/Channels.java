package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.url.ConnectionSettings;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.io.File;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens the channel of a connection: TLS by the JDK, windows wide enough for batches of megabytes. */
final class Channels {
    private static final int MAX_MESSAGE_BYTES = 256 << 20;
    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final int WINDOW_BYTES = 4 << 20;
    /** Held here because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger TRANSPORT_LOGGER =
            quiet(ManagedChannel.class.getPackage().getName());

    private Channels() {}

    static ManagedChannel open(ConnectionSettings settings) throws SQLException {
        OkHttpChannelBuilder builder = OkHttpChannelBuilder.forAddress(
                        settings.host(), settings.port(), credentials(settings))
                .directExecutor()
                .disableServiceConfigLookUp()
                .flowControlWindow(WINDOW_BYTES)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_HEADER_BYTES)
                .keepAliveTime(6, TimeUnit.MINUTES);
        settings.applicationName().ifPresent(builder::userAgent);
        return builder.build();
    }

    private static ChannelCredentials credentials(ConnectionSettings settings) throws SQLException {
        if (!settings.tls()) {
            return InsecureChannelCredentials.create();
        }
        TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
        if (settings.trustCertificates().isPresent()) {
            String file = settings.trustCertificates().get();
            try {
                tls.trustManager(new File(file));
            } catch (IOException e) {
                throw SqlState.INVALID_PARAMETER.exception(
                        "Cannot read the certificates of trustCertificates: " + file, e);
            }
        }
        return tls.build();
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

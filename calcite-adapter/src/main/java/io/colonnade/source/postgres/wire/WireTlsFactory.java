package io.colonnade.source.postgres.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.postgresql.PGProperty;
import org.postgresql.core.SocketFactoryFactory;
import org.postgresql.util.PSQLException;

/**
 * Puts TLS over pgjdbc's sockets as the connection's own properties say ({@code sslmode}, {@code sslrootcert}, {@code
 * sslfactory}, …) and notes the socket that results. pgjdbc creates it by the name of its class. Thread-safe.
 */
public final class WireTlsFactory extends SSLSocketFactory {
    private final SSLSocketFactory chosen;

    /**
     * Creates a factory in front of the one that would be used without it.
     *
     * @param properties the connection's; {@code sslfactoryarg} holds what {@link #argument} made
     * @throws PSQLException if the properties do not make sense
     */
    public WireTlsFactory(Properties properties) throws PSQLException {
        Properties original = new Properties();
        properties.stringPropertyNames().forEach(name -> original.setProperty(name, properties.getProperty(name)));
        String[] parts =
                original.getProperty(PGProperty.SSL_FACTORY_ARG.getName(), "\n").split("\n", 2);
        // Nothing at all, and not an empty text, where the user chose nothing.
        PGProperty.SSL_FACTORY.set(original, parts[0].isEmpty() ? null : parts[0]);
        PGProperty.SSL_FACTORY_ARG.set(original, parts[1].isEmpty() ? null : parts[1]);
        this.chosen = SocketFactoryFactory.getSslSocketFactory(original);
    }

    /** Returns the {@code sslfactoryarg} that stands for a factory of the user's own and its argument; both may be empty. */
    static String argument(String factory, String argument) {
        return factory + "\n" + argument;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return SocketCapture.made(chosen.createSocket(socket, host, port, autoClose));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return chosen.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return chosen.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw onlyOver();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw onlyOver();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw onlyOver();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw onlyOver();
    }

    private static IOException onlyOver() {
        return new IOException("pgjdbc puts TLS over a socket that it has connected");
    }
}

package io.colonnade.source.postgres.wire;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections by pgjdbc, with its TLS, authentication and settings, and lends the socket of each to the reader of binary
 * rows. Thread-safe.
 */
public final class WireDataSource implements DataSource {
    /** How long a server may keep silent while a connection logs in, in seconds, unless the URL has a {@code loginTimeout}. */
    private static final int LOGIN_SILENCE = 10;

    private final String url;
    private final Properties properties;
    private final Map<BaseConnection, Known> connections = new WeakHashMap<>();
    private volatile int loginTimeout;

    /** What is known of a connection that pgjdbc has opened. */
    private record Known(Socket socket, KeptStatements statements) {}

    /**
     * A connection past pgjdbc.
     *
     * @param transport its bytes
     * @param statements what the server keeps for it
     */
    record Opened(Transport transport, KeptStatements statements) {}

    /**
     * Creates a source of connections.
     *
     * @param url pgjdbc's, whose parameters hold, but for the encryption by GSS, which is off
     * @param unixSocket the file of a Unix domain socket, in place of the URL's host and port; empty for TCP
     * @param properties more of pgjdbc's settings, such as user and password
     */
    public WireDataSource(String url, String unixSocket, Properties properties) {
        this.url = url;
        this.properties = new Properties();
        this.properties.putAll(properties);
        Properties given = Driver.parseURL(url, new Properties());
        String factory = given == null ? null : PGProperty.SSL_FACTORY.getOrNull(given);
        String argument = given == null ? null : PGProperty.SSL_FACTORY_ARG.getOrNull(given);
        PGProperty.SOCKET_FACTORY.set(this.properties, WireSocketFactory.class.getName());
        PGProperty.SOCKET_FACTORY_ARG.set(this.properties, unixSocket);
        PGProperty.SSL_FACTORY.set(this.properties, WireTlsFactory.class.getName());
        PGProperty.SSL_FACTORY_ARG.set(
                this.properties,
                WireTlsFactory.argument(factory == null ? "" : factory, argument == null ? "" : argument));
        PGProperty.GSS_ENC_MODE.set(this.properties, "disable");
    }

    @Override
    public Connection getConnection() throws SQLException {
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setUrl(url);
        for (String name : properties.stringPropertyNames()) {
            driver.setProperty(name, properties.getProperty(name));
        }
        SocketCapture.Connected<Connection> connected = connect(driver);
        Socket socket = connected.socket();
        if (socket != null) {
            synchronized (connections) {
                connections.put(
                        connected.connection().unwrap(BaseConnection.class), new Known(socket, new KeptStatements()));
            }
        }
        return connected.connection();
    }

    /**
     * Connects with a limit for each answer of the login: to a database that keeps silent, without one, the pool's only thread
     * that connects would wait for ever, and nobody would get a connection after the database is back.
     */
    private static SocketCapture.Connected<Connection> connect(PGSimpleDataSource driver) throws SQLException {
        int afterwards = driver.getSocketTimeout();
        int login = driver.getLoginTimeout() > 0 ? driver.getLoginTimeout() : LOGIN_SILENCE;
        // pgjdbc keeps to its own limit by connecting on another thread, where the socket is not seen.
        driver.setLoginTimeout(0);
        driver.setSocketTimeout(afterwards > 0 ? Math.min(afterwards, login) : login);
        SocketCapture.Connected<Connection> connected = SocketCapture.around(driver::getConnection);
        try {
            connected
                    .connection()
                    .setNetworkTimeout(Runnable::run, Math.toIntExact(TimeUnit.SECONDS.toMillis(afterwards)));
            return connected;
        } catch (SQLException broken) {
            connected.connection().close();
            throw broken;
        }
    }

    /**
     * Returns the bytes of a connection that this source has opened; whoever asks keeps pgjdbc idle while they use them.
     *
     * @throws SQLException if the connection is not of this source
     */
    Opened opened(Connection connection) throws SQLException {
        BaseConnection driver = connection.unwrap(BaseConnection.class);
        synchronized (connections) {
            Known known = connections.get(driver);
            if (known == null) {
                throw new SQLException("the connection's socket is not known", "08003");
            }
            try {
                return new Opened(Transport.over(known.socket()), known.statements());
            } catch (IOException closed) {
                throw new SQLException("the connection is closed", "08003", closed);
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the properties hold user and password");
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException("pgjdbc logs by java.util.logging");
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    /**
     * Keeps the number for who asks, as the pool does when it closes. It does not limit a login, which may take longer than
     * somebody waits for a connection: the next one who asks has it then.
     */
    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}

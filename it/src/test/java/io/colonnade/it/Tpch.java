package io.colonnade.it;

import io.colonnade.server.demo.EmbeddedPostgresServer;
import io.colonnade.server.demo.LoadProgress;
import io.colonnade.server.demo.TpchLoader;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL that holds TPC-H, one a scale, started when it is first asked for and stopped when the JVM ends. It runs in
 * a container where Docker does, embedded otherwise; {@code -Dit.pg=embedded|docker} chooses by hand. Thread-safe.
 */
public final class Tpch {
    /** Enough rows for every query to find something; loads in about a second. */
    public static final double SMALL = 0.01;

    /** The scale of the documented TPC-H figures. */
    public static final double MEDIUM = 0.1;

    private static final Map<Double, Tpch> BY_SCALE = new ConcurrentHashMap<>();

    private final String url;
    private final String user;
    private final String password;

    private Tpch(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Returns the database of a scale. */
    public static Tpch at(double scale) {
        return BY_SCALE.computeIfAbsent(scale, Tpch::start);
    }

    /** Returns the JDBC URL. */
    public String url() {
        return url;
    }

    /** Returns the database user. */
    public String user() {
        return user;
    }

    /** Returns the database user's password. */
    public String password() {
        return password;
    }

    /** Returns the port that the database listens on, on this machine. */
    public int port() {
        return URI.create(url.substring("jdbc:".length())).getPort();
    }

    /** Returns the same database behind another port of this machine. */
    public Tpch behind(int port) {
        return new Tpch(url.replaceFirst(":\\d+/", ":" + port + "/"), user, password);
    }

    /** Opens a connection to the database itself, past Colonnade; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Makes another database on the same server, empty, in place of a former one of its name; names are ours alone. */
    public Tpch newDatabase(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + name);
        }
        return new Tpch(url.replaceFirst("(?<=\\d/)\\w+", name), user, password);
    }

    private static Tpch start(double scale) {
        Tpch database = useDocker() ? inContainer() : embedded();
        new TpchLoader(database::connect, scale).loadIfAbsent(LoadProgress.SILENT);
        return database;
    }

    private static boolean useDocker() {
        return switch (System.getProperty("it.pg", "").toLowerCase(Locale.ROOT)) {
            case "docker" -> true;
            case "embedded" -> false;
            default -> DockerClientFactory.instance().isDockerAvailable();
        };
    }

    private static Tpch inContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:17-alpine");
        container.start();
        return new Tpch(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    private static Tpch embedded() {
        EmbeddedPostgresServer server =
                EmbeddedPostgresServer.temporary(Map.of()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return new Tpch(server.jdbcUrl("postgres"), EmbeddedPostgresServer.SUPERUSER, server.password());
    }
}

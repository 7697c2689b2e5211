package io.colonnade.it.policy;

import io.colonnade.it.server.RunningServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JDBC, by our driver and by Arrow's, as plain statements and as prepared ones. For one thread. */
final class JdbcDoor implements PolicyDoor {
    /** Whose driver. */
    enum Driver {
        COLONNADE("jdbc:colonnade://"),
        ARROW("jdbc:arrow-flight-sql://");

        private final String prefix;

        Driver(String prefix) {
            this.prefix = prefix;
        }
    }

    private final RunningServer server;
    private final Driver driver;
    private final boolean prepared;
    private final Map<Person, Connection> connections = new EnumMap<>(Person.class);

    private JdbcDoor(RunningServer server, Driver driver, boolean prepared) {
        this.server = server;
        this.driver = driver;
        this.prepared = prepared;
    }

    static JdbcDoor statements(RunningServer server, Driver driver) {
        return new JdbcDoor(server, driver, false);
    }

    static JdbcDoor preparedStatements(RunningServer server, Driver driver) {
        return new JdbcDoor(server, driver, true);
    }

    /** The driver says to the server what {@link FlightDoor} says. */
    @Override
    public Set<Person> askers() {
        return FEW;
    }

    @Override
    public boolean takes(Person person, Question question) {
        return prepared || question.parameters().isEmpty();
    }

    @Override
    public Answer ask(Person person, Question question) throws SQLException {
        Connection connection = connection(person);
        try {
            Answer.Rows rows = prepared ? prepared(connection, question) : statement(connection, question.sql());
            // Of an empty result Arrow's driver says every column twice.
            boolean untold = driver == Driver.ARROW && rows.values().isEmpty();
            return untold ? new Answer.Rows(List.of(), rows.values()) : rows;
        } catch (SQLException e) {
            return new Answer.Refused(driver == Driver.COLONNADE ? e.getSQLState() : null, message(e));
        }
    }

    private Connection connection(Person person) throws SQLException {
        Connection connection = connections.get(person);
        if (connection == null) {
            Properties properties = new Properties();
            person.token().ifPresent(token -> properties.put("token", token));
            if (driver == Driver.ARROW) {
                properties.put("useEncryption", "false");
            }
            connection = DriverManager.getConnection(
                    driver.prefix + RunningServer.HOST + ":" + server.flightPort(), properties);
            connections.put(person, connection);
        }
        return connection;
    }

    private static Answer.Rows statement(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows(rows);
        }
    }

    private static Answer.Rows prepared(Connection connection, Question question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
            for (int i = 0; i < question.parameters().size(); i++) {
                statement.setObject(i + 1, question.parameters().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows(rows);
            }
        }
    }

    private static Answer.Rows rows(ResultSet result) throws SQLException {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            kinds.add(kind(result.getMetaData().getColumnType(i)));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= kinds.size(); i++) {
                row.add(text(result, i, kinds.get(i - 1)));
            }
            rows.add(row);
        }
        return new Answer.Rows(kinds, rows).as(kinds);
    }

    private static Kind kind(int type) {
        return switch (type) {
            case Types.INTEGER, Types.SMALLINT, Types.BIGINT, Types.DECIMAL, Types.NUMERIC -> Kind.NUMBER;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Kind.FLOAT;
            case Types.BOOLEAN, Types.BIT -> Kind.BOOLEAN;
            case Types.DATE -> Kind.DATE;
            case Types.TIME -> Kind.TIME;
            case Types.TIMESTAMP -> Kind.TIMESTAMP;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.INSTANT;
            default -> Kind.TEXT;
        };
    }

    /** A date's text is that of the JVM's zone, an instant's too; these two are not. */
    private static @Nullable String text(ResultSet result, int column, Kind kind) throws SQLException {
        Object value = switch (kind) {
            case INSTANT -> result.getObject(column, OffsetDateTime.class);
            case DATE -> {
                java.sql.Date date = result.getDate(column);
                yield date == null ? null : date.toLocalDate();
            }
            default -> result.getString(column);
        };
        return value == null ? null : value.toString();
    }

    private static String message(SQLException e) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
    }

    @Override
    public String toString() {
        return "JDBC " + driver.name().toLowerCase(java.util.Locale.ROOT) + (prepared ? " prepared" : "");
    }
}

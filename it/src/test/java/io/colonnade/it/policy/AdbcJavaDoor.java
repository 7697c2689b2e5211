package io.colonnade.it.policy;

import io.colonnade.it.server.RunningServer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.adbc.core.AdbcConnection;
import org.apache.arrow.adbc.core.AdbcDatabase;
import org.apache.arrow.adbc.core.AdbcDriver;
import org.apache.arrow.adbc.core.AdbcException;
import org.apache.arrow.adbc.core.AdbcStatement;
import org.apache.arrow.adbc.core.AdbcStatement.QueryResult;
import org.apache.arrow.adbc.driver.flightsql.FlightSqlConnectionProperties;
import org.apache.arrow.adbc.driver.flightsql.FlightSqlDriver;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** ADBC's driver in Java, which executes prepared statements without credentials and so has none here. It
 * begins with a handshake, which wants a name. For one thread. */
final class AdbcJavaDoor implements PolicyDoor {
    private record User(BufferAllocator allocator, AdbcDatabase database, AdbcConnection connection)
            implements AutoCloseable {
        @Override
        public void close() throws Exception {
            try (allocator;
                    database;
                    connection) {
                // All three, the last first.
            }
        }
    }

    private final RunningServer server;
    private final Map<Person, User> users = new EnumMap<>(Person.class);

    AdbcJavaDoor(RunningServer server) {
        this.server = server;
    }

    /** The driver says to the server what {@link FlightDoor} says. */
    @Override
    public Set<Person> askers() {
        return FEW;
    }

    @Override
    public boolean takes(Person person, Question question) {
        return question.parameters().isEmpty() && person != Person.ANONYMOUS;
    }

    @Override
    public Answer ask(Person person, Question question) throws Exception {
        User user = users.get(person);
        if (user == null) {
            user = enter(person);
            users.put(person, user);
        }
        try (AdbcStatement statement = user.connection().createStatement()) {
            statement.setSqlQuery(question.sql());
            try (QueryResult result = statement.executeQuery()) {
                return ArrowAnswers.of(result.getReader());
            }
        } catch (FlightRuntimeException e) {
            // What fails between two batches comes out of the driver as it is.
            return FlightDoor.refused(e);
        } catch (AdbcException e) {
            return new Answer.Refused(null, String.valueOf(e.getMessage()));
        }
    }

    private User enter(Person person) throws Exception {
        Map<String, Object> parameters = new HashMap<>();
        AdbcDriver.PARAM_URI.set(parameters, "grpc+tcp://" + RunningServer.HOST + ":" + server.flightPort());
        person.token()
                .ifPresent(token -> parameters.put(
                        FlightSqlConnectionProperties.RPC_CALL_HEADER_PREFIX + "authorization", "Bearer " + token));
        BufferAllocator allocator = new RootAllocator();
        AdbcDatabase database = new FlightSqlDriver(allocator).open(parameters);
        return new User(allocator, database, database.connect());
    }

    @Override
    public void close() throws Exception {
        for (User user : users.values()) {
            user.close();
        }
    }

    @Override
    public String toString() {
        return "ADBC Java";
    }
}

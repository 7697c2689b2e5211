package io.colonnade.it.policy;

import io.colonnade.it.server.RunningServer;
import io.colonnade.server.config.ExportsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Every door of one server over the policy database, opened together. For one thread. */
final class Doors implements AutoCloseable {
    /** Arrow's JDBC driver logs what it also throws. */
    private static final Logger NOISE = Logger.getLogger("org.apache.arrow.driver.jdbc");

    private final RunningServer server;
    private final List<PolicyDoor> all = new ArrayList<>();

    private Doors(RunningServer server) {
        this.server = server;
    }

    /** Starts a server and opens its doors. */
    static Doors open() throws SQLException, IOException, InterruptedException {
        NOISE.setLevel(Level.OFF);
        Path exports = Files.createTempDirectory("policy-exports").toRealPath();
        Doors doors = new Doors(RunningServer.startExportingOver(
                PolicyDatabase.source(),
                PolicyDatabase.projections(),
                ExportsSettings.to(Map.of("matrix", exports.toUri().toString()))));
        doors.all.add(PipelineDoor.over(PolicyDatabase.source()));
        for (FlightDoor.Way way : FlightDoor.Way.values()) {
            doors.all.add(new FlightDoor(doors.server, way));
        }
        for (JdbcDoor.Driver driver : JdbcDoor.Driver.values()) {
            doors.all.add(JdbcDoor.statements(doors.server, driver));
            doors.all.add(JdbcDoor.preparedStatements(doors.server, driver));
        }
        doors.all.add(new AdbcJavaDoor(doors.server));
        PythonDoor.to(doors.server).ifPresent(doors.all::add);
        for (WrittenFormat format : WrittenFormat.values()) {
            doors.all.add(new HttpDoor(doors.server, format));
            doors.all.add(new BulkDoor(doors.server, format));
        }
        for (GraphQlDoor.Way way : GraphQlDoor.Way.values()) {
            doors.all.add(new GraphQlDoor(doors.server, way));
        }
        doors.all.add(new ExportDoor(doors.server, exports));
        doors.all.add(new CommandLineDoor(doors.server));
        return doors;
    }

    /** Returns the doors, the query road without a door first. */
    List<PolicyDoor> all() {
        return all;
    }

    /** Returns what the network's doors are of. */
    RunningServer server() {
        return server;
    }

    @Override
    public void close() throws Exception {
        for (PolicyDoor door : all) {
            door.close();
        }
        server.close();
    }
}

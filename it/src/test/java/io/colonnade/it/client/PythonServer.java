package io.colonnade.it.client;

import io.colonnade.it.identity.Certificates;
import io.colonnade.it.server.ClientsDatabase;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.authentication.PasswordHash;
import io.colonnade.server.config.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * What the Python clients need beside the shared server: one with TLS, which asks for certificates, a table that is large
 * enough to be read in parts, and a look at what PostgreSQL is doing. For one thread.
 */
final class PythonServer implements AutoCloseable {
    private static final String PROJECTION = """
            projection: watched
            version: 1.0.0
            stability: stable
            description: A large table, and what PostgreSQL does
            source: tpch
            batches:
              lots:
                description: Lots
                from: python.lots
                key: [id]
                columns:
                  id:   {type: int32, nullable: false}
                  text: {type: string, nullable: false}
              statements:
                description: Statements that PostgreSQL has been at work on for a while
                sql: |
                  SELECT pid, query FROM pg_stat_activity
                  WHERE state = 'active' AND query_start < clock_timestamp() - interval '200 milliseconds'
                key: [pid]
                columns:
                  pid:   {type: int32, nullable: false}
                  query: {type: string}
            """;

    private final RunningServer server;
    private final Path authority;
    private final Certificates.Pem shown;
    private final Certificates.Pem strange;

    private PythonServer(RunningServer server, Path authority, Certificates.Pem shown, Certificates.Pem strange) {
        this.server = server;
        this.authority = authority;
        this.shown = shown;
        this.strange = strange;
    }

    static PythonServer start(Path directory) throws Exception {
        ClientsDatabase.get().execute("""
                DROP SCHEMA IF EXISTS python CASCADE;
                CREATE SCHEMA python;
                CREATE TABLE python.lots AS SELECT n AS id, repeat('lot ', 75) || n AS text FROM generate_series(1, 160000) n;
                ANALYZE python.lots""");
        Certificates authority = Certificates.authority(directory, "authority");
        Certificates.Pem door = authority.sign("door", "CN=door");
        Certificates.Pem shown = authority.sign("etl", "CN=etl, O=Shop");
        Certificates.Pem strange = Certificates.authority(directory, "stranger").sign("etl", "CN=etl, O=Shop");
        Path users = Files.writeString(directory.resolve("users.yaml"), """
                users:
                  etl: {certificate: "CN=etl,O=Shop", roles: [admin]}
                  admin: {password_hash: "%s", roles: [admin]}
                """.formatted(
                        PasswordHash.create("admin".toCharArray()).text()));
        Path projections = Files.createDirectory(directory.resolve("projections"));
        Files.writeString(projections.resolve("watched.yaml"), PROJECTION);
        TlsSettings tls = new TlsSettings(door.certificate(), door.key(), authority.file(), false);
        RunningServer server = RunningServer.startWith(tls, users, RunningServer.LIMITS, projections);
        return new PythonServer(server, authority.file(), shown, strange);
    }

    /** Returns what a client is told of it. */
    Map<String, String> settings() {
        return Map.of(
                "secure", "grpc+tls://localhost:" + server.flightPort(),
                "authority", authority.toString(),
                "certificate", shown.certificate().toString(),
                "key", shown.key().toString(),
                "strange_certificate", strange.certificate().toString(),
                "strange_key", strange.key().toString());
    }

    long allocatedBytes() {
        return server.allocatedBytes();
    }

    @Override
    public void close() throws SQLException {
        server.close();
        ClientsDatabase.get().execute("DROP SCHEMA python CASCADE");
    }
}

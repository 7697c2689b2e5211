package io.colonnade.server.demo;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL of our own: on the loopback address, on a free port, with a generated password, UTF-8 and C collation.
 * It runs as a direct child of this process. {@link #close} may be called at any time from any thread, also while
 * {@link #start} is under way, and leaves neither a process nor, for a throw-away cluster, a file.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
    /** The superuser of the cluster. */
    public static final String SUPERUSER = "postgres";

    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 10;

    private final Path home;
    private final boolean temporary;
    private final Map<String, String> settings;
    private String password = "";
    private int port;
    private @Nullable Process process;
    private boolean closed;

    private EmbeddedPostgresServer(Path home, boolean temporary, Map<String, String> settings) {
        this.home = home;
        this.temporary = temporary;
        this.settings = settings;
    }

    /**
     * Prepares a cluster that vanishes when it is closed, tuned for speed and not for safety.
     *
     * @param extra settings as in {@code postgresql.conf}, which win over ours
     */
    public static EmbeddedPostgresServer temporary(Map<String, String> extra) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "fsync", "off",
                "synchronous_commit", "off",
                "full_page_writes", "off",
                "wal_level", "minimal",
                "max_wal_senders", "0",
                "max_wal_size", "2GB"));
        settings.putAll(extra);
        try {
            return new EmbeddedPostgresServer(Files.createTempDirectory("colonnade-postgres-"), true, settings);
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    /** Prepares a cluster that stays in a directory, which is created if it does not exist. */
    public static EmbeddedPostgresServer keptIn(Path directory, Map<String, String> extra) {
        return new EmbeddedPostgresServer(directory.toAbsolutePath(), false, new LinkedHashMap<>(extra));
    }

    /** Starts the server, making the cluster first if there is none, and returns when it takes connections. */
    public EmbeddedPostgresServer start() {
        try {
            Path programs = new PostgresBinaries(PostgresBinaries.userCache(System.getenv())).directory();
            ProcessLaunch launch = ProcessLaunch.detect();
            Files.createDirectories(home);
            preparePassword();
            if (!Files.exists(cluster().resolve("PG_VERSION"))) {
                initialise(launch, programs);
            }
            runServer(launch, programs);
            return this;
        } catch (IOException e) {
            close();
            throw cannotStart(e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw cannotStart(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns the port on 127.0.0.1. */
    public synchronized int port() {
        return port;
    }

    /** Returns the password of the superuser. */
    public synchronized String password() {
        return password;
    }

    /** Returns the JDBC address of a database of the cluster, without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** Opens a connection as the superuser; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, password());
    }

    private void initialise(ProcessLaunch launch, Path programs) throws IOException, InterruptedException {
        DirectoryRemoval.remove(cluster());
        Files.createDirectory(
                cluster(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        List<String> arguments = List.of(
                "--pgdata=" + cluster(),
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions");
        Process initdb = spawn(launch.command(programs.resolve("bin/initdb"), arguments));
        if (initdb.waitFor() != 0) {
            throw new IOException("initdb failed: " + lastLogLine());
        }
    }

    private void runServer(ProcessLaunch launch, Path programs) throws IOException, InterruptedException {
        int chosen = freePort();
        List<String> arguments = new ArrayList<>(List.of("-D", cluster().toString(), "-p", Integer.toString(chosen)));
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "shared_buffers", "256MB",
                "max_connections", "100",
                "timezone", "UTC",
                "jit", "off"));
        all.putAll(settings);
        all.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        Process server = spawn(launch.command(programs.resolve("bin/postgres"), arguments));
        awaitReady(server);
        synchronized (this) {
            port = chosen;
        }
    }

    private void awaitReady(Process server) throws IOException, InterruptedException {
        Path status = cluster().resolve("postmaster.pid");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            if (!server.isAlive()) {
                throw new IOException("postgres ended: " + lastLogLine());
            }
            if (Files.exists(status) && saysReady(Files.readAllLines(status), server.pid())) {
                return;
            }
            Thread.sleep(10);
        }
        throw new IOException("postgres was not ready after " + START_SECONDS + " s: " + lastLogLine());
    }

    /** Line 1 is the postmaster's process, line 8 its own word on its state (PostgreSQL, utils/pidfile.h). */
    private static boolean saysReady(List<String> status, long pid) {
        return status.size() >= 8
                && status.get(0).equals(Long.toString(pid))
                && status.get(7).startsWith("ready");
    }

    private synchronized Process spawn(List<String> command) throws IOException {
        if (closed) {
            throw new IOException("it was closed while it started");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process started = builder.start();
        started.getOutputStream().close();
        process = started;
        return started;
    }

    private void preparePassword() throws IOException {
        if (!Files.exists(passwordFile())) {
            Files.createFile(
                    passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile(), RandomText.next());
        }
        synchronized (this) {
            password = Files.readString(passwordFile()).trim();
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (process != null) {
                stop(process);
            }
            if (temporary) {
                DirectoryRemoval.remove(home);
            }
        } catch (IOException e) {
            throw ColonnadeException.causedBy(
                    e, ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot remove the embedded PostgreSQL: " + home);
        }
    }

    private static void stop(Process running) {
        List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
        all.add(running.toHandle());
        interrupt(running);
        if (!exits(running)) {
            all.forEach(ProcessHandle::destroyForcibly);
            exits(running);
        }
    }

    /** Asks for PostgreSQL's fast shutdown, which is SIGINT: Java itself can only send the slow one. */
    private static void interrupt(Process running) {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + running.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            running.destroy();
        }
    }

    private static boolean exits(Process running) {
        boolean interrupted = Thread.interrupted();
        try {
            return running.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path home() {
        return home;
    }

    private String lastLogLine() throws IOException {
        List<String> lines = Files.exists(logFile()) ? Files.readAllLines(logFile()) : List.of();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    private Path cluster() {
        return home.resolve("cluster");
    }

    private Path passwordFile() {
        return home.resolve("password");
    }

    private Path logFile() {
        return home.resolve("postgres.log");
    }

    private static ColonnadeException cannotStart(Exception cause) {
        return ColonnadeException.causedBy(
                cause,
                ErrorKind.UNAVAILABLE,
                SqlState.UNABLE_TO_CONNECT,
                "Cannot start the embedded PostgreSQL: " + cause.getMessage());
    }
}

package io.colonnade.server.demo;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.ColonnadeServer;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The demonstration from nothing to ready: an embedded PostgreSQL, TPC-H rows, a server over them, a tour. One thread
 * starts it; any thread may close it, also while it starts, and then nothing is left behind.
 */
public final class Demonstration implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long LONGEST_BUILD_SECONDS = 10;

    private final DemoOptions options;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private @Nullable EmbeddedPostgresServer postgres;
    private @Nullable ColonnadeServer server;
    private boolean closed;
    private final Object closing = new Object();
    private volatile @Nullable CompletableFuture<ColonnadeServer> building;

    /**
     * Prepares a demonstration; nothing is started yet.
     *
     * @param out takes the tour
     * @param err takes the progress
     * @param terminal whether {@code err} is a terminal, which a bar can be drawn on
     */
    public Demonstration(DemoOptions options, PrintStream out, PrintStream err, boolean terminal) {
        this.options = options;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Starts everything, gives the tour and returns when both doors are open. */
    public void start() {
        PortCheck.require(HOST, options.flightPort(), "Flight SQL", "--flight-port");
        PortCheck.require(HOST, options.httpPort(), "HTTP", "--http-port");
        EmbeddedPostgresServer database = adopt(options.data()
                .map(directory -> EmbeddedPostgresServer.keptIn(directory, Map.of()))
                .orElseGet(() -> EmbeddedPostgresServer.temporary(Map.of())));
        CompletableFuture<Void> warm = CompletableFuture.runAsync(WarmUp::run);
        err.println("starting PostgreSQL …");
        database.start();
        DemoDatabase tpch = new DemoDatabase(database, options.scale());
        boolean empty = tpch.prepare();
        CompletableFuture<ColonnadeServer> built = CompletableFuture.supplyAsync(() -> build(database, tpch));
        building = built;
        if (empty) {
            load(tpch);
        } else {
            err.printf(Locale.ROOT, "found TPC-H at scale %s in its directory%n", options.scale());
        }
        ColonnadeServer ready = await(built);
        await(warm);
        ready.open();
        tour(ready, "file:" + DemoConfiguration.exports(database) + "/");
    }

    private void load(DemoDatabase tpch) {
        LoadMeter meter = new LoadMeter(err, terminal, TpchLoader.expectedRows(options.scale()));
        try {
            tpch.fill(meter);
            meter.done();
        } catch (RuntimeException e) {
            meter.abandon();
            throw e;
        }
    }

    /** Builds the server over the empty tables, and plans the tour's queries once, while the rows still stream in. */
    private ColonnadeServer build(EmbeddedPostgresServer database, DemoDatabase tpch) {
        ColonnadeServer made =
                adopt(ColonnadeServer.create(DemoConfiguration.of(options, HOST, database, tpch), Identities.users()));
        for (Tour.Stop stop : Tour.STOPS) {
            explain(made, Identities.ALICE, stop.sql());
        }
        return made;
    }

    private void tour(ColonnadeServer ready, String exports) {
        String url = "grpc://" + HOST + ":" + ready.flightPort();
        out.printf(
                Locale.ROOT,
                "%nColonnade serves TPC-H at scale %s as governed Arrow tables. A short tour:%n",
                options.scale());
        try (RootAllocator allocator = new RootAllocator()) {
            new Tour(url, allocator, options.width(), out, (name, sql) -> explain(ready, name, sql)).run();
        } catch (IOException e) {
            throw ColonnadeException.causedBy(
                    e, ErrorKind.INTERNAL, SqlState.INTERNAL_ERROR, "Cannot give the tour: " + e.getMessage());
        }
        ConnectionLines.print(out, HOST, ready.flightPort(), ready.httpPort(), exports);
        out.println("ready flight=" + url + " http=http://" + HOST + ":" + ready.httpPort());
        out.flush();
    }

    private static List<String> explain(ColonnadeServer server, String name, String sql) {
        return server.pipeline()
                .explainToOperator(Identities.principal(name), new QueryRequest.Sql("EXPLAIN PLAN FOR " + sql, null));
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What is made after the closing is closed at once. */
    private synchronized EmbeddedPostgresServer adopt(EmbeddedPostgresServer made) {
        if (closed) {
            made.close();
        } else {
            postgres = made;
        }
        return made;
    }

    private synchronized ColonnadeServer adopt(ColonnadeServer made) {
        if (closed) {
            made.close();
        } else {
            server = made;
        }
        return made;
    }

    /**
     * Closes the doors, then the database; the other way round, queries would fail loudly on their way out. So would the building
     * of a server, which is waited for, because it holds files of its own too; what it has made is then closed at once.
     */
    @Override
    public void close() {
        synchronized (closing) {
            @Nullable ColonnadeServer doors;
            @Nullable EmbeddedPostgresServer database;
            synchronized (this) {
                closed = true;
                doors = server;
                server = null;
                database = postgres;
                postgres = null;
            }
            try {
                if (doors != null) {
                    doors.close();
                }
            } finally {
                awaitBuilding();
                if (database != null) {
                    database.close();
                }
            }
        }
    }

    private void awaitBuilding() {
        CompletableFuture<ColonnadeServer> unfinished = building;
        if (unfinished != null) {
            unfinished
                    .handle((made, failure) -> true)
                    .completeOnTimeout(false, LONGEST_BUILD_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }
}

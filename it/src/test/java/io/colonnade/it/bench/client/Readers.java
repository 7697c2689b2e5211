package io.colonnade.it.bench.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The connections of one client program, opened when they are first needed and kept. For one thread. */
final class Readers implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final ClientKind kind;
    private final Settings settings;
    private final List<Client> clients = new ArrayList<>();

    Readers(ClientKind kind, Settings settings) throws Exception {
        this.kind = kind;
        this.settings = settings;
        clients.add(kind.open(settings));
    }

    Reply run(Request request) throws Exception {
        while (clients.size() < request.streams()) {
            clients.add(kind.open(settings));
        }
        long start = System.nanoTime();
        List<Tally> tallies = request.streams() == 1 ? List.of(read(clients.get(0), request)) : readTogether(request);
        double seconds = (System.nanoTime() - start) / NANOS;
        Tally all = new Tally();
        tallies.forEach(all::add);
        return new Reply("", all.rows, seconds, all.first, all.each, all.writtenBytes);
    }

    private List<Tally> readTogether(Request request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(request.streams());
        try {
            List<Callable<Tally>> tasks = new ArrayList<>();
            for (Client client : clients.subList(0, request.streams())) {
                tasks.add(() -> read(client, request));
            }
            List<Tally> tallies = new ArrayList<>();
            for (Future<Tally> done : threads.invokeAll(tasks)) {
                tallies.add(done.get());
            }
            return tallies;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdown();
        }
    }

    private static Tally read(Client client, Request request) throws Exception {
        Tally tally = new Tally();
        for (int i = 0; i < request.times(); i++) {
            if (request.keys().isEmpty()) {
                long start = System.nanoTime();
                tally.add(start, client.read(request.sql(), request.pauseMillis()));
            }
            for (long key : request.keys()) {
                long start = System.nanoTime();
                tally.add(start, readByKey(client, request.sql(), key));
            }
        }
        return tally;
    }

    private static Client.Reading readByKey(Client client, String sql, long key) throws Exception {
        return sql.contains(Request.KEY)
                ? client.read(sql.replace(Request.KEY, Long.toString(key)), 0)
                : client.readByKey(sql, key);
    }

    @Override
    public void close() throws Exception {
        for (Client client : clients) {
            client.close();
        }
    }

    private static final class Tally {
        private final List<Double> first = new ArrayList<>();
        private final List<Double> each = new ArrayList<>();
        private long rows;
        private long writtenBytes;

        void add(long start, Client.Reading reading) {
            each.add((System.nanoTime() - start) / NANOS);
            first.add((reading.firstNanos() - start) / NANOS);
            rows += reading.rows();
            writtenBytes += reading.writtenBytes();
        }

        void add(Tally other) {
            first.addAll(other.first);
            each.addAll(other.each);
            rows += other.rows;
            writtenBytes += other.writtenBytes;
        }
    }
}

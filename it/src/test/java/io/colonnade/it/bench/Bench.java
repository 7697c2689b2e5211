package io.colonnade.it.bench;

import io.colonnade.it.bench.client.Request;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs cases: all subjects of a case in turns, round after round, after one round that does not count. The order of the
 * turns moves on by one each round, so that nobody always comes after the same neighbour. For one thread.
 */
final class Bench {
    private final BenchDatabase database;
    private final Path directory;
    private final Set<Subject> peers;
    private final int rounds;
    private final PrintStream log;
    private final Results results = new Results();

    Bench(BenchDatabase database, Path directory, Set<Subject> peers, int rounds, PrintStream log) {
        this.database = database;
        this.directory = directory;
        this.peers = peers;
        this.rounds = rounds;
        this.log = log;
    }

    Results run(List<BenchmarkCase> cases) throws IOException, SQLException, InterruptedException {
        for (BenchmarkCase one : cases) {
            run(one);
        }
        return results;
    }

    private void run(BenchmarkCase one) throws IOException, SQLException, InterruptedException {
        log.println("preparing " + one.key() + " …");
        BenchDatabase.Table table = database.prepare(one.dataset());
        Meter meter = new Meter(database.postmaster());
        Map<Subject, Participant> running = new EnumMap<>(Subject.class);
        try (Participants participants = new Participants(database, table, one, directory.resolve(one.key()))) {
            try {
                open(one, participants, running);
                for (int round = 0; round <= rounds; round++) {
                    log.println(one.key() + (round == 0 ? ": warming up" : ": round " + round + " of " + rounds));
                    turn(one, participants, table, meter, running, round);
                }
            } finally {
                running.values().forEach(Participant::close);
            }
        }
    }

    private void open(BenchmarkCase one, Participants participants, Map<Subject, Participant> running)
            throws IOException, InterruptedException {
        for (Subject subject : one.subjects()) {
            open(one, subject, participants, running);
        }
        for (Subject peer : one.peers()) {
            if (peers.contains(peer)) {
                open(one, peer, participants, running);
            } else {
                results.notRun(one, peer, "left out by --peers");
            }
        }
    }

    private void open(BenchmarkCase one, Subject subject, Participants participants, Map<Subject, Participant> running)
            throws IOException, InterruptedException {
        try {
            running.put(subject, participants.open(subject));
        } catch (SubjectFailure e) {
            results.notRun(one, subject, String.valueOf(e.getMessage()));
        }
    }

    private void turn(
            BenchmarkCase one,
            Participants participants,
            BenchDatabase.Table table,
            Meter meter,
            Map<Subject, Participant> running,
            int round)
            throws IOException, SQLException, InterruptedException {
        List<Subject> order = new ArrayList<>(running.keySet());
        Collections.rotate(order, -round);
        for (Subject subject : order) {
            Request request = request(one, subject, participants.sql(subject));
            try {
                for (Request part : round == 0 ? one.warmUp(subject, request) : List.of(request)) {
                    Run run = meter.measure(
                            running.get(subject),
                            part,
                            one.cells(table.columns().size()),
                            one.isOfRequests());
                    check(one, subject, part, table, run);
                    if (round > 0) {
                        results.add(one, subject, run);
                    }
                }
            } catch (SubjectFailure e) {
                results.notRun(one, subject, String.valueOf(e.getMessage()));
                running.remove(subject).close();
            }
        }
    }

    private Request request(BenchmarkCase one, Subject subject, String sql) throws SQLException {
        Request request = one.shape(subject, Request.read(sql));
        return one.isByKey() ? request.forKeys(one.keys(database)) : request;
    }

    private static void check(BenchmarkCase one, Subject subject, Request request, BenchDatabase.Table table, Run run) {
        long expected = one.rowsOf(request, table.rows()) * request.times() * request.streams();
        if (run.rows() != expected) {
            throw new IllegalStateException("Cannot compare " + subject.key() + " in " + one.key() + ": it read "
                    + run.rows() + " rows where there are " + expected);
        }
    }
}

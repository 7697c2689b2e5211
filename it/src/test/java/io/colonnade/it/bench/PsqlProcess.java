package io.colonnade.it.bench;

import io.colonnade.it.bench.client.Reply;
import io.colonnade.it.bench.client.Request;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * psql, kept running between requests, whose results go to /dev/null. It does not say how many rows it has read, only
 * whether that failed. For one thread.
 */
final class PsqlProcess implements Participant {
    private static final String DONE = "colonnade-done";

    private final Process process;
    private final BufferedReader messages;
    private final BufferedWriter commands;
    private final long expectedRows;

    PsqlProcess(BenchDatabase database, long expectedRows) {
        this.expectedRows = expectedRows;
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--output=/dev/null",
                "--host=127.0.0.1",
                "--port=" + database.port(),
                "--username=" + database.user(),
                BenchDatabase.NAME));
        builder.environment().put("PGPASSWORD", database.password());
        try {
            process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new SubjectFailure("there is no psql on the path", e);
        }
        messages = process.errorReader(StandardCharsets.UTF_8);
        commands = process.outputWriter(StandardCharsets.UTF_8);
        obey("");
    }

    @Override
    public Reply run(Request request) {
        long start = System.nanoTime();
        obey("COPY (" + request.sql() + ") TO STDOUT (FORMAT binary);");
        return new Reply("", expectedRows, (System.nanoTime() - start) / 1e9, List.of(), List.of(), 0);
    }

    private void obey(String command) {
        try {
            commands.write(command + "\n\\warn " + DONE + "\n");
            commands.flush();
            String message = messages.readLine();
            if (!DONE.equals(message)) {
                throw new SubjectFailure("psql says: " + message);
            }
        } catch (IOException e) {
            throw new SubjectFailure("psql ended: " + e.getMessage(), e);
        }
    }

    @Override
    public long clientPid() {
        return process.pid();
    }

    @Override
    public long gatewayPid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package io.colonnade.it.bench.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A client in a process of its own, which stays alive between requests so that starting a JVM is no part of any figure. It
 * reads {@link Settings} and then {@link Request}s from its input, one a line, and writes a {@link Reply} for each.
 */
public final class ClientProgram {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClientProgram() {}

    /** Obeys its input until that ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What a library prints must not stand between the replies.
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Settings settings = JSON.readValue(in.readLine(), Settings.class);
        try (Readers readers = new Readers(ClientKind.valueOf(settings.kind()), settings)) {
            out.println(JSON.writeValueAsString(Reply.READY));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(JSON.writeValueAsString(answer(readers, JSON.readValue(line, Request.class))));
            }
        } catch (Exception e) {
            out.println(JSON.writeValueAsString(Reply.failed(e)));
        }
        System.exit(0);
    }

    private static Reply answer(Readers readers, Request request) {
        try {
            return readers.run(request);
        } catch (Exception e) {
            e.printStackTrace();
            return Reply.failed(e);
        }
    }
}

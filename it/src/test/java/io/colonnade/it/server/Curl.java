package io.colonnade.it.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The {@code curl} of this machine. Stateless. */
public final class Curl {
    private static final List<String> COMMAND = List.of("curl", "--silent", "--show-error", "--max-time", "60");

    private Curl() {}

    /** Runs it, and returns what it prints; throws if it fails. */
    public static String printed(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(List.of(arguments));
        Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (curl.waitFor() != 0) {
            throw new IOException(command + ": " + printed);
        }
        return printed;
    }
}

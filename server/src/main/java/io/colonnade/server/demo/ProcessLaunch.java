package io.colonnade.server.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How PostgreSQL's programs are started on this machine. They refuse to run as root, so root starts them in a user
 * namespace of their own, in which they are nobody; and they get a session of their own where that is possible, so that
 * Ctrl-C in the terminal reaches them through our orderly shutdown only.
 */
record ProcessLaunch(List<String> prefix) {
    ProcessLaunch {
        prefix = List.copyOf(prefix);
    }

    /** Finds out what this machine needs. */
    static ProcessLaunch detect() throws IOException {
        List<String> prefix = new ArrayList<>();
        if (isOnPath("setsid")) {
            prefix.add("setsid");
        }
        if (isRoot()) {
            if (!succeeds("unshare", "-U", "true")) {
                throw new IOException("PostgreSQL refuses to run as root and this machine allows no user namespaces"
                        + " (unshare -U fails); run as another user");
            }
            prefix.addAll(List.of("unshare", "-U"));
        }
        return new ProcessLaunch(prefix);
    }

    List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? ((Integer) Files.getAttribute(self, "unix:uid")) == 0
                : "root".equals(System.getProperty("user.name"));
    }

    private static boolean isOnPath(String program) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

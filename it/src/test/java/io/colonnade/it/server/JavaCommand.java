package io.colonnade.it.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that start a program of ours in a JVM of its own, with this JVM's Java and class path. */
public final class JavaCommand {
    private static final List<String> OPTIONS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:-UsePerfData",
            // The tests' own settings stand before it on the class path.
            "-Dlogback.configurationFile=logback.xml");

    private JavaCommand() {}

    /**
     * Returns the words of a command line that ends in the main class.
     *
     * @param options options for the JVM, besides what Arrow needs
     */
    public static List<String> of(String main, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        return command;
    }
}

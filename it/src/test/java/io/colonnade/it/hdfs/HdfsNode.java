package io.colonnade.it.hdfs;

import io.colonnade.it.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program of Hadoop's in a process of its own, which may be ended, frozen and started again. Not thread-safe. */
final class HdfsNode {
    private final Path home;
    private final String program;
    private final List<String> options;
    private @Nullable Process process;

    /**
     * Creates one that does not run yet.
     *
     * @param home where its settings are, and where it logs to
     * @param program its main class
     * @param options of its JVM
     */
    HdfsNode(Path home, String program, String... options) {
        this.home = home;
        this.program = program;
        this.options = List.of(options);
    }

    /** Runs it, and waits for its end. */
    void run(String... arguments) throws IOException, InterruptedException {
        Process running = begin(arguments);
        if (running.waitFor() != 0) {
            throw new IOException(program + " has failed; see " + home);
        }
    }

    void start(String... arguments) throws IOException {
        process = begin(arguments);
    }

    private Process begin(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                home
                        + File.pathSeparator
                        + Files.readString(Checkout.module().resolve("hdfs/target/class.path"))
                                .strip(),
                program));
        command.addAll(List.of(arguments));
        File log = home.resolve(program.substring(program.lastIndexOf('.') + 1) + ".log")
                .toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().put("HADOOP_USER_NAME", HdfsCluster.SUPERUSER);
        return builder.start();
    }

    /** Ends it at once, as a loss of power does. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Has it neither do nor answer anything. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (process != null) {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}

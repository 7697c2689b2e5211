package io.colonnade.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.host.HostProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of its own that runs {@link HostProgram}, as a user's program would: with the shaded jar and nothing else of ours. */
final class ChildJvm {
    static final Path JAR = Path.of(System.getProperty("shaded.jar"));

    private final Path directory;

    /** Keeps what the program needs and prints in a directory of the test's. */
    ChildJvm(Path directory) throws IOException {
        this.directory = directory;
        Path probe = directory.resolve("io/colonnade/host/HostProgram.class");
        if (Files.notExists(probe)) {
            Files.createDirectories(probe.getParent());
            try (InputStream bytes = HostProgram.class.getResourceAsStream("HostProgram.class")) {
                Files.copy(bytes, probe);
            }
        }
    }

    /** Where the program's classes are. */
    String program() {
        return directory.toString();
    }

    static Path thisJava() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Runs the program to its end and returns the lines that it printed; nothing may come on standard error. */
    List<String> run(Path javaHome, List<String> options, String url) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(List.of(HostProgram.class.getName(), url));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").forEach(builder.environment()::remove);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(err)).isEmpty();
        return Files.readAllLines(out);
    }
}

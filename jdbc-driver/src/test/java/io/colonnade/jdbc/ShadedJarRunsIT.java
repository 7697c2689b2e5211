package io.colonnade.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.jdbc.flight.TestFlightServer;
import io.colonnade.jdbc.flight.TestTables;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users drop into their tools works with nothing else and no flag, and prints nothing of its own. */
class ShadedJarRunsIT {
    private static final int REFUSES_UNSAFE = 24;

    @TempDir
    private Path directory;

    private TestFlightServer server;
    private TestTables tables;
    private ChildJvm jvm;

    @BeforeEach
    void start() throws IOException {
        server = new TestFlightServer();
        tables = new TestTables();
        server.answer("select", tables.people(1, 2));
        jvm = new ChildJvm(directory);
    }

    @AfterEach
    void stop() throws Exception {
        tables.close();
        server.close();
    }

    @Test
    void onTheClassPath() throws Exception {
        assertThat(run(ChildJvm.thisJava(), classPath()))
                .containsExactly("1 n1 1.50", "2 n2 null", "08001", "08001", "unnamed");
    }

    /** A module that is only run with asks for the modules of a login by browser itself. */
    @Test
    void onTheModulePath() throws Exception {
        assertThat(run(ChildJvm.thisJava(), modulePath("--add-modules", "jdk.httpserver")))
                .containsExactly("1 n1 1.50", "2 n2 null", "08001", "08001", "module io.colonnade.jdbc");
    }

    @Test
    void withUnsafeMemoryAndNativeCodeForbidden() throws Exception {
        List<String> options = new ArrayList<>(List.of("-Xcheck:jni"));
        if (Runtime.version().feature() >= REFUSES_UNSAFE) {
            options.addAll(List.of("--sun-misc-unsafe-memory-access=deny", "--illegal-native-access=deny"));
        }
        options.addAll(classPath());
        assertThat(run(ChildJvm.thisJava(), options)).startsWith("1 n1 1.50", "2 n2 null", "08001");
    }

    @Test
    void inAnImageWithTheModulesThatItNeedsAndNoOthers() throws Exception {
        Path image = directory.resolve("image");
        int status = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        new PrintWriter(System.out),
                        new PrintWriter(System.err),
                        "--module-path",
                        ChildJvm.JAR.toString(),
                        "--add-modules",
                        "io.colonnade.jdbc",
                        "--output",
                        image.toString());
        assertThat(status).isZero();
        assertThat(run(image, List.of("-cp", jvm.program())))
                .containsExactly(
                        "1 n1 1.50", "2 n2 null", "08001", "28000 no jdk.httpserver", "module io.colonnade.jdbc");
    }

    private List<String> classPath() {
        return List.of("-cp", jvm.program() + File.pathSeparator + ChildJvm.JAR);
    }

    private List<String> modulePath(String... more) {
        List<String> options = new ArrayList<>(List.of(more));
        options.addAll(List.of("-p", ChildJvm.JAR.toString(), "--add-modules", "io.colonnade.jdbc"));
        options.addAll(List.of("-cp", jvm.program()));
        return options;
    }

    private List<String> run(Path javaHome, List<String> options) throws Exception {
        List<String> lines = jvm.run(javaHome, options, "jdbc:colonnade://" + server.address());
        lines.replaceAll(line -> line.startsWith("unnamed module") ? "unnamed" : line);
        return lines;
    }
}

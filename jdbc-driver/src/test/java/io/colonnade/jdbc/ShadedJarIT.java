package io.colonnade.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.jdbc.flight.TestFlightServer;
import io.colonnade.jdbc.flight.TestTables;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users drop into their tools: what is in it, and that it works with nothing else and no flag. */
class ShadedJarIT {
    private static final Pattern ALLOWED = Pattern.compile("io/|io/colonnade/|io/colonnade/jdbc/.*"
            + "|META-INF/|META-INF/(MANIFEST\\.MF|LICENSE|NOTICE)"
            + "|META-INF/services/(java\\.sql\\.Driver|io\\.colonnade\\.jdbc\\.shaded\\..*)?");
    private static final long MOST_BYTES = 12_000_000;

    private final Path jar = Path.of(System.getProperty("shaded.jar"));

    @Test
    void everyEntryIsOnTheAllowList() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.stream().map(ZipEntry::getName))
                    .contains("META-INF/LICENSE", "io/colonnade/jdbc/ColonnadeDriver.class")
                    .allMatch(ALLOWED.asMatchPredicate());
        }
        assertThat(Files.size(jar)).isLessThan(MOST_BYTES);
    }

    @Test
    void servicesNameClassesThatAreThere() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<JarEntry> services = file.stream()
                    .filter(entry -> entry.getName().startsWith("META-INF/services/") && !entry.isDirectory())
                    .toList();
            assertThat(services).isNotEmpty();
            for (JarEntry service : services) {
                String text = new String(file.getInputStream(service).readAllBytes(), StandardCharsets.UTF_8);
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(name -> assertThat(file.getEntry(name.trim().replace('.', '/') + ".class"))
                                .as(name)
                                .isNotNull());
            }
        }
    }

    @Test
    void itConnectsAndReadsInAJvmWithoutFlagsAndPrintsNothing(@TempDir Path directory) throws Exception {
        try (TestFlightServer server = new TestFlightServer();
                TestTables tables = new TestTables()) {
            server.answer("select", tables.people(1, 2));
            Process process = start(directory, "jdbc:colonnade://" + server.address());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String errors = Files.readString(directory.resolve("err"));
            assertThat(errors).isEmpty();
            assertThat(Files.readString(directory.resolve("out")).lines())
                    .containsExactly("1 n1 1.50", "2 n2 null", "08001");
        }
    }

    private Process start(Path directory, String url) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path probe = directory.resolve("io/colonnade/jdbc/FlaglessProbe.class");
        Files.createDirectories(probe.getParent());
        try (InputStream bytes = FlaglessProbe.class.getResourceAsStream("FlaglessProbe.class")) {
            Files.copy(bytes, probe);
        }
        List<String> command = new ArrayList<>(List.of(
                java.toString(), "-cp", directory + File.pathSeparator + jar, FlaglessProbe.class.getName(), url));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").forEach(builder.environment()::remove);
        return builder.start();
    }
}

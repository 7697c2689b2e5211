package io.colonnade.it.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.Checkout;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Spark in a JVM of its own: its libraries as Maven has chosen them for the dialect's module, the dialect's jar and
 * the shaded driver, and the JVM options that Spark's own launcher gives. For one thread; closing it ends the process.
 */
final class SparkProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 30;
    /** {@code org.apache.spark.launcher.JavaModuleOptions}: what spark-submit adds, for any driver and any program. */
    private static final List<String> LAUNCHER_OPTIONS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--add-modules=jdk.incubator.vector",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
            "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
            "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
            "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
            "-Djdk.reflect.useDirectMethodHandle=false",
            "-Dio.netty.tryReflectionSetAccessible=true");

    /**
     * A version of Spark that there is a dialect for.
     *
     * @param directory of its modules
     * @param suffix of the dialect's jar: Spark's version and Scala's
     * @param settings what makes the dialect known; nothing where Spark finds it by itself
     */
    record Version(String directory, String suffix, List<String> settings) {}

    private final Process process;
    private final Path log;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    private SparkProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts one.
     *
     * @param settings settings of the session, as {@code key=value}
     */
    static SparkProcess start(Version version, List<String> settings) throws IOException {
        Path log = Checkout.module().resolve("target/spark-" + version.directory() + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LAUNCHER_OPTIONS);
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.timezone=Australia/Lord_Howe"));
        command.addAll(List.of("-cp", classPath(version), "io.colonnade.spark.SparkAnswers"));
        command.addAll(version.settings());
        command.addAll(settings);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return new SparkProcess(builder.start(), log);
    }

    private static String classPath(Version version) throws IOException {
        Path driver = Checkout.root().resolve("jdbc-driver");
        Path dist = driver.resolve("target/dist");
        String release = System.getProperty("colonnade.version");
        return String.join(
                System.getProperty("path.separator"),
                driver.resolve("spark/" + version.directory() + "/target/test-classes")
                        .toString(),
                dist.resolve("colonnade-spark-" + version.suffix() + "-" + release + ".jar")
                        .toString(),
                dist.resolve("colonnade-jdbc-" + release + ".jar").toString(),
                Files.readString(Checkout.module().resolve("spark/" + version.directory() + "/target/class.path"))
                        .strip());
    }

    SparkAnswer ask(SparkQuestion question) throws IOException {
        questions.write(JSON.writeValueAsString(question));
        questions.newLine();
        questions.flush();
        String answer = answers.readLine();
        assertThat(answer).as("Spark has ended; see " + log).isNotNull();
        return JSON.readValue(answer, SparkAnswer.class);
    }

    @Override
    public void close() throws IOException {
        questions.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

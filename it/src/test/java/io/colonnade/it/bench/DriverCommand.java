package io.colonnade.it.bench;

import io.colonnade.it.Checkout;
import io.colonnade.it.bench.client.ClientProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Command lines of client programs that have one JDBC driver on their class path, as its users have it, and beside it only
 * what the program itself needs.
 */
final class DriverCommand {
    private DriverCommand() {}

    /** Returns the command for Colonnade's driver, which needs no option. */
    static List<String> ofColonnade() {
        return command(shadedJar().toString());
    }

    /** Returns the command for Arrow's driver, with the option that its manual asks for. */
    static List<String> ofArrow() {
        return command(onClassPath("flight-sql-jdbc-driver-"), "--add-opens=java.base/java.nio=ALL-UNNAMED");
    }

    private static List<String> command(String driver, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        String path = String.join(
                File.pathSeparator,
                driver,
                Checkout.module().resolve("target/test-classes").toString(),
                onClassPath("jackson-core-"),
                onClassPath("jackson-databind-"),
                onClassPath("jackson-annotations-"));
        command.addAll(List.of("-cp", path, ClientProgram.class.getName()));
        return command;
    }

    private static String onClassPath(String jar) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> Path.of(path).getFileName().toString().startsWith(jar))
                .findFirst()
                .orElseThrow(() -> new SubjectFailure("the class path has no " + jar + "*.jar"));
    }

    /** The driver's build leaves several jars; the one with everything in it is the largest. */
    private static Path shadedJar() {
        Path target = Checkout.root().resolve("jdbc-driver/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("colonnade-jdbc-\\d.*\\.jar"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow(() -> new SubjectFailure("its jar is not there: mvn package -pl jdbc-driver"));
        } catch (IOException e) {
            throw new SubjectFailure("its jar is not there: " + e.getMessage(), e);
        }
    }
}

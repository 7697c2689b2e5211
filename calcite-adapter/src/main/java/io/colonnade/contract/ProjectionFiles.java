package io.colonnade.contract;

import io.colonnade.yaml.Location;
import io.colonnade.yaml.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The texts of the projection files, each read once so that what is compiled is what is fingerprinted.
 *
 * @param files in the order of their names
 */
record ProjectionFiles(List<ProjectionFile> files) {
    /**
     * One file.
     *
     * @param name as the user named it, or below the directory that the user named
     */
    record ProjectionFile(String name, String text) {}

    /** Reads one file, or every {@code *.yaml} and {@code *.yml} of a directory. */
    static ProjectionFiles read(Path path, Problems problems) {
        List<ProjectionFile> files = new ArrayList<>();
        for (Path file : Files.isDirectory(path) ? list(path, problems) : List.of(path)) {
            try {
                files.add(new ProjectionFile(file.toString(), Files.readString(file)));
            } catch (IOException e) {
                problems.add(new Location(file.toString(), 1), "Cannot read the file: " + reason(e));
            }
        }
        return new ProjectionFiles(List.copyOf(files));
    }

    /** Returns a digest that changes whenever any text does. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ProjectionFile file : files) {
                digest.update(file.text().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static List<Path> list(Path directory, Problems problems) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> found =
                    entries.filter(ProjectionFiles::isProjection).sorted().toList();
            if (found.isEmpty()) {
                problems.add(
                        new Location(directory.toString(), 1),
                        "Cannot find a projection: the directory holds no *.yaml file");
            }
            return found;
        } catch (IOException e) {
            problems.add(new Location(directory.toString(), 1), "Cannot read the directory: " + reason(e));
            return List.of();
        }
    }

    private static boolean isProjection(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(path);
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        return e instanceof CharacterCodingException
                ? "it is not UTF-8 text"
                : e.getClass().getSimpleName();
    }
}

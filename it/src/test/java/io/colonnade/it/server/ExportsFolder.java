package io.colonnade.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Folders for exports of one test each. */
public final class ExportsFolder {
    private ExportsFolder() {}

    /** Returns a folder for exports of one's own, in which nothing is yet. */
    public static Path fresh() {
        try {
            return Files.createDirectory(
                    RunningServer.exports().resolve(UUID.randomUUID().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns everything that is in a folder and those below it, by its path in there, with what is hidden. */
    public static List<String> names(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

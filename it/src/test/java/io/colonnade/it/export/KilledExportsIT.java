package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.server.JavaCommand;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.LocalDestination;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it publishes eight folders at a time, thirteen times: more than a hundred exports, each at some moment. */
final class KilledExportsIT {
    private static final int KILLS = 13;
    private static final long LONGEST_LIFE_MILLIS = 300;

    @TempDir
    private Path home;

    @Test
    void nothingThatLooksFinishedIsEverUnfinished() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int published = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            ExportingProcess.runAndKill(
                    home.toUri().toString(),
                    home.resolveSibling(home.getFileName() + ".err"),
                    random.nextLong(LONGEST_LIFE_MILLIS));
            published += checkPublished("after kill " + kill + ", seed " + seed);
            sweep();
            checkSwept("after the sweep behind kill " + kill + ", seed " + seed);
        }
        assertThat(published).as("exports were published at all").isGreaterThan(KILLS);
    }

    /** The limit of a file's size is the kernel's own, as the end of a disk is. */
    @Test
    void whatCannotBeWrittenIsNotPublished() throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 16; exec \"$@\"", "bash"));
        command.addAll(JavaCommand.of(ExportingProcess.class.getName(), "-XX:TieredStopAtLevel=1"));
        command.add(home.toUri().toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(1);
        assertThat(said).contains("File too large");
        checkPublished("after a write has failed");
        sweep();
        checkSwept("after the sweep behind it");
    }

    /** Everything that a manifest tells of is there, as it tells. */
    private int checkPublished(String when) throws IOException {
        int published = 0;
        for (int folder = 0; folder < ExportingProcess.FOLDERS; folder++) {
            Path target = home.resolve("folder-" + folder);
            Path manifest = target.resolve("_colonnade.json");
            if (Files.exists(manifest)) {
                published++;
                for (FileList.File file :
                        FileList.read(Files.readAllBytes(manifest)).files()) {
                    assertThat(target.resolve(file.name())).as(when).exists();
                    assertThat(FileList.digest(Files.readAllBytes(target.resolve(file.name()))))
                            .as(when)
                            .isEqualTo(file.digest());
                }
            }
        }
        return published;
    }

    private void sweep() throws IOException {
        new LocalDestination(ExportPath.parse(home.toUri().toString()))
                .sweep(Set.of(), Instant.now().plus(Duration.ofMinutes(1)));
    }

    /** What is there then is what the manifests tell of, and nothing else. */
    private void checkSwept(String when) throws IOException {
        checkPublished(when);
        Set<String> told = new TreeSet<>();
        for (int folder = 0; folder < ExportingProcess.FOLDERS; folder++) {
            String name = "folder-" + folder + "/";
            Path manifest = home.resolve(name + "_colonnade.json");
            if (Files.exists(manifest)) {
                told.add(name + "_colonnade.json");
                FileList.read(Files.readAllBytes(manifest)).names().forEach(file -> told.add(name + file));
            }
        }
        try (Stream<Path> all = Files.walk(home)) {
            assertThat(all.filter(Files::isRegularFile)
                            .map(file -> home.relativize(file).toString()))
                    .as(when)
                    .containsExactlyInAnyOrderElementsOf(told);
        }
    }
}

package io.colonnade.it.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.hdfs.HdfsCluster;
import io.colonnade.server.export.destination.Destination;
import io.colonnade.server.export.destination.ExportPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it publishes eight folders of a cluster at a time. */
final class KilledHdfsExportsIT {
    private static final int KILLS = 3;
    private static final long LONGEST_LIFE_MILLIS = 1_000;

    @TempDir
    private Path home;

    @Test
    void nothingThatLooksFinishedIsEverUnfinished() throws Exception {
        HdfsCluster cluster = HdfsCluster.shared();
        String place = "/exports/" + UUID.randomUUID();
        String uri = cluster.uri(place);
        Destination store = ExportingProcess.store(ExportPath.parse(uri));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            ExportingProcess.runAndKill(uri, home.resolve("err"), random.nextLong(LONGEST_LIFE_MILLIS));
            assertThat(published(cluster, store, place))
                    .as("after kill " + kill + ", seed " + seed)
                    .isNotEmpty();
            store.sweep(Set.of(), Instant.now().plus(Duration.ofMinutes(1)));
            assertThat(cluster.names(place))
                    .as("after the sweep behind kill " + kill + ", seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(published(cluster, store, place));
        }
    }

    /** Returns the names of all that manifests tell of, which are there and as they tell. */
    private static Set<String> published(HdfsCluster cluster, Destination store, String place) throws IOException {
        Set<String> told = new TreeSet<>();
        for (int number = 0; number < ExportingProcess.FOLDERS; number++) {
            String folder = "folder-" + number;
            Optional<byte[]> manifest = store.manifest(List.of(folder));
            if (manifest.isPresent()) {
                told.add(folder + "/_colonnade.json");
                for (FileList.File file : FileList.read(manifest.get()).files()) {
                    told.add(folder + "/" + file.name());
                    assertThat(FileList.digest(cluster.bytes(place + "/" + folder + "/" + file.name())))
                            .as(file.name())
                            .isEqualTo(file.digest());
                }
            }
        }
        return told;
    }
}

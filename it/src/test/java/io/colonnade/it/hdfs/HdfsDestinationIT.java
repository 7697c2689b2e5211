package io.colonnade.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import io.colonnade.server.export.destination.ExportPath;
import io.colonnade.server.export.destination.FolderInUseException;
import io.colonnade.server.export.destination.HdfsConnection;
import io.colonnade.server.export.destination.HdfsDestination;
import io.colonnade.server.export.destination.Publication;
import io.colonnade.server.export.destination.StoreRefusalException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports into folders of a cluster: each test has one of its own. */
final class HdfsDestinationIT {
    private static final int LARGE = 40 << 20;

    private static HdfsCluster cluster;
    private static HdfsDestination destination;

    @TempDir
    private Path home;

    private List<String> folder;
    private String place;
    private String beside;

    @BeforeAll
    static void start() throws Exception {
        cluster = HdfsCluster.shared();
        destination = as(HdfsCluster.USER);
    }

    private static HdfsDestination as(String user, Path... files) {
        return new HdfsDestination(
                ExportPath.parse(cluster.uri("/exports")),
                new HdfsConnection(new HdfsConnection.User(user), List.of(files)));
    }

    @BeforeEach
    void choose() {
        String above = UUID.randomUUID().toString();
        folder = List.of(above, "sales");
        beside = "/exports/" + above;
        place = beside + "/sales";
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nothingIsSeenBeforeItIsPublishedAndAllOfItAfterwards(Mode mode) throws IOException {
        try (Publication publication = destination.begin(folder, mode, "1", null)) {
            write(publication, "a.parquet", "a");
            write(publication, "region=NORTH AMERICA%2F/b+@.parquet", "b");
            assertThat(cluster.has(place)).isFalse();
            publication.publish(bytes("manifest"));
        }
        assertThat(cluster.names(beside))
                .containsExactly(
                        "sales/_colonnade.json", "sales/a.parquet", "sales/region=NORTH AMERICA%2F/b+@.parquet");
        assertThat(cluster.bytes(place + "/region=NORTH AMERICA%2F/b+@.parquet"))
                .isEqualTo(bytes("b"));
        assertThat(destination.manifest(folder)).hasValue(bytes("manifest"));
        assertThat(destination.published()).contains(folder);
    }

    @Test
    void folderThatIsThereAndEmptyIsTaken() throws IOException {
        cluster.mkdirs(place);
        try (Publication publication = destination.begin(folder, Mode.NEW, "1", null)) {
            publication.publish(bytes("manifest"));
        }
        assertThat(cluster.names(beside)).containsExactly("sales/_colonnade.json");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatIsNotPublishedLeavesNothing(Mode mode) throws IOException {
        Earlier earlier = mode == Mode.NEW ? null : published("0", "a.parquet");
        List<String> before = cluster.names(beside);
        try (Publication publication = destination.begin(folder, mode, "1", earlier)) {
            write(publication, "b.parquet", "b");
            publication.create("c.parquet").write(new byte[LARGE]);
            assertThat(cluster.names(beside)).hasSize(before.size() + 2);
        }
        assertThat(cluster.names(beside)).isEqualTo(before);
    }

    @Test
    void fileThatIsStillWrittenIsNotPublished() throws IOException {
        try (Publication publication = destination.begin(folder, Mode.NEW, "1", null)) {
            publication.create("a.parquet").write(1);
            assertThatThrownBy(() -> publication.publish(bytes("manifest")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not been closed");
        }
        assertThat(cluster.names(beside)).isEmpty();
    }

    @Test
    void overwritingTakesTheOldFilesAwayAndAppendingKeepsThem() throws IOException {
        Earlier first = published("0", "a.parquet", "region=ASIA/a.parquet");
        try (Publication publication = destination.begin(folder, Mode.APPEND, "1", first)) {
            write(publication, "region=ASIA/b.parquet", "b");
            publication.publish(bytes("both"));
        }
        assertThat(cluster.names(beside))
                .containsExactly(
                        "sales/_colonnade.json",
                        "sales/a.parquet",
                        "sales/region=ASIA/a.parquet",
                        "sales/region=ASIA/b.parquet");
        Earlier both =
                new Earlier(bytes("both"), Set.of("a.parquet", "region=ASIA/a.parquet", "region=ASIA/b.parquet"));
        try (Publication publication = destination.begin(folder, Mode.OVERWRITE, "2", both)) {
            write(publication, "c.parquet", "c");
            publication.publish(bytes("third"));
        }
        assertThat(cluster.names(beside)).containsExactly("sales/_colonnade.json", "sales/c.parquet");
        assertThat(destination.manifest(folder)).hasValue(bytes("third"));
    }

    @Test
    void filesThatNoExportWroteAreLeftAlone() throws IOException {
        Earlier earlier = published("0", "a.parquet");
        cluster.put(place + "/mine.txt", "precious");
        assertRefused(folder, Mode.OVERWRITE, earlier, "no export has written");
        assertRefused(folder, Mode.NEW, earlier, "say OVERWRITE or APPEND");
        cluster.put(beside + "/other/mine.txt", "precious");
        List<String> other = List.of(folder.get(0), "other");
        assertRefused(other, Mode.APPEND, null, "no export has written");
        assertRefused(List.of(folder.get(0), "other", "mine.txt"), Mode.NEW, null, "a file of this name");
        assertRefused(List.of(), Mode.NEW, null, "name one below it");
    }

    @Test
    void fileThatComesIntoTheFolderMeanwhileIsNotLost() throws IOException {
        Earlier earlier = published("0", "a.parquet");
        try (Publication publication = destination.begin(folder, Mode.OVERWRITE, "1", earlier)) {
            write(publication, "b.parquet", "b");
            cluster.put(place + "/mine.txt", "precious");
            assertThatThrownBy(() -> publication.publish(bytes("second"))).isInstanceOf(FolderInUseException.class);
        }
        assertThat(cluster.names(beside)).containsExactly("sales/_colonnade.json", "sales/a.parquet", "sales/mine.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {".snapshot", ".reserved"})
    void namesThatLeadElsewhereAreRefused(String name) {
        assertRefused(List.of(name, "sales"), Mode.NEW, null, "keeps such names");
        assertRefused(List.of(folder.get(0), name), Mode.NEW, null, "keeps such names");
    }

    @Test
    void ofExportsThatPublishAtOnceOneHasTheFolder() throws Exception {
        for (Mode mode : List.of(Mode.NEW, Mode.OVERWRITE)) {
            Earlier earlier = mode == Mode.NEW
                    ? null
                    : new Earlier(destination.manifest(folder).orElseThrow(), filesOf(place));
            List<String> told = race(mode, earlier);
            assertThat(told).as(mode.name()).hasSize(1);
            assertThat(destination.manifest(folder)).hasValue(bytes(told.get(0)));
            assertThat(cluster.names(beside))
                    .containsExactlyInAnyOrder("sales/_colonnade.json", "sales/" + told.get(0) + ".parquet");
        }
    }

    private static Set<String> filesOf(String place) {
        List<String> names = new ArrayList<>(cluster.names(place));
        names.remove(Publication.MANIFEST);
        return Set.copyOf(names);
    }

    /** Returns who was told that they have published. */
    private List<String> race(Mode mode, @Nullable Earlier earlier) throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        List<Callable<String>> exports = new ArrayList<>();
        for (int i = 0; i < together.getParties(); i++) {
            String id = mode + "-" + i;
            exports.add(() -> {
                try (Publication publication = destination.begin(folder, mode, id, earlier)) {
                    write(publication, id + ".parquet", id);
                    together.await();
                    publication.publish(bytes(id));
                    return id;
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(together.getParties());
        List<String> told = new ArrayList<>();
        for (Future<String> export : threads.invokeAll(exports)) {
            try {
                told.add(export.get());
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(IOException.class);
            }
        }
        threads.shutdown();
        return told;
    }

    @Test
    void whatACrashLeavesIsSweptOnceItIsKnownToHaveEndedOrIsOld() throws IOException {
        begun("1");
        begun("2");
        destination.sweep(Set.of("1"), Instant.EPOCH);
        assertThat(cluster.names(beside)).containsExactly(".colonnade-2.part.sales/b.parquet");
        destination.sweep(Set.of(), Instant.now().minusSeconds(60));
        assertThat(cluster.names(beside)).hasSize(1);
        destination.sweep(Set.of(), Instant.now().plusSeconds(60));
        assertThat(cluster.names(beside)).isEmpty();
    }

    @Test
    void leftoverOfSomebodyElseDoesNotKeepOthersFromBeingSwept() throws Exception {
        begun("2");
        cluster.putAsSuperuser(beside + "/.colonnade-1.part.sales/x/mine.txt", "precious");
        assertThatThrownBy(() -> destination.sweep(Set.of("1", "2"), Instant.EPOCH))
                .isInstanceOf(StoreRefusalException.class);
        assertThat(cluster.names(beside)).containsExactly(".colonnade-1.part.sales/x/mine.txt");
        cluster.deleteAsSuperuser(beside);
    }

    @Test
    void exportWhosePlaceWasNotTakenComesBack() throws IOException {
        published("0", "a.parquet");
        cluster.rename(place, beside + "/.colonnade-1.old.sales");
        destination.sweep(Set.of("1"), Instant.EPOCH);
        assertThat(cluster.names(beside)).containsExactly("sales/_colonnade.json", "sales/a.parquet");
        cluster.mkdirs(beside + "/.colonnade-1.old.sales");
        destination.sweep(Set.of("1"), Instant.EPOCH);
        assertThat(cluster.has(beside + "/.colonnade-1.old.sales")).isFalse();
    }

    @Test
    void filesThatWereMovedBeforeTheirManifestAreTakenBack() throws IOException {
        published("0", "a.parquet");
        begun("1");
        String stage = beside + "/.colonnade-1.part.sales";
        cluster.put(stage + "/_colonnade.json", "both");
        cluster.put(stage + "/.colonnade-moved", "x/b.parquet\nx/c.parquet");
        cluster.put(place + "/x/b.parquet", "b");
        cluster.put(stage + "/x/c.parquet", "c");
        destination.sweep(Set.of("1"), Instant.EPOCH);
        assertThat(cluster.names(beside)).containsExactly("sales/_colonnade.json", "sales/a.parquet");
    }

    @Test
    void deletingTakesAwayWhatTheManifestNamesAndNothingElse() throws IOException {
        Earlier earlier = published("0", "a.parquet", "x/b.parquet");
        cluster.put(place + "/x/mine.txt", "precious");
        assertThatThrownBy(() -> destination.delete(folder, Set.of("../../outside")))
                .isInstanceOf(FolderInUseException.class);
        destination.delete(folder, earlier.files());
        assertThat(cluster.names(beside)).containsExactly("sales/x/mine.txt");
    }

    @Test
    void whoMayNotWriteIsRefusedAndLeavesNothing() {
        assertThatThrownBy(() -> as("stranger").begin(folder, Mode.NEW, "1", null))
                .isInstanceOf(StoreRefusalException.class)
                .hasMessageContaining("Permission denied")
                .hasMessageNotContaining("\n");
        assertThat(cluster.names(beside)).isEmpty();
    }

    @Test
    void clusterWithoutAnAddressIsNoRefusal() {
        HdfsDestination nowhere = new HdfsDestination(
                ExportPath.parse("hdfs://nowhere.invalid:8020/exports"),
                new HdfsConnection(new HdfsConnection.User("any"), List.of()));
        assertThatThrownBy(() -> nowhere.manifest(folder))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(StoreRefusalException.class);
    }

    @Test
    void operatorsFilesSayMoreAndOnesThatAreNoneOfHadoopsAreRefused() throws IOException {
        Path site = Files.writeString(home.resolve("hdfs-site.xml"), HdfsCluster.text(Map.of("dfs.replication", "1")));
        HdfsDestination other = as(HdfsCluster.USER, site);
        try (Publication publication = other.begin(folder, Mode.NEW, "1", null)) {
            write(publication, "a.parquet", "a");
            publication.publish(bytes("manifest"));
        }
        assertThat(cluster.replication(place + "/a.parquet")).isEqualTo(1);
        Path broken = Files.writeString(home.resolve("broken.xml"), "<configuration><property>");
        assertThatThrownBy(() -> as(HdfsCluster.USER, broken)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Timeout(60)
    void nameNodeThatIsAwayEndsAnExportAndWhatItLeftIsSweptLater() throws Exception {
        try (Publication publication = destination.begin(folder, Mode.NEW, "1", null)) {
            write(publication, "a.parquet", "a");
            cluster.withoutNameNode(() -> {
                assertThatThrownBy(() -> publication.publish(bytes("manifest"))).isInstanceOf(IOException.class);
                publication.close();
            });
        }
        assertThat(cluster.has(place)).isFalse();
        destination.sweep(Set.of("1"), Instant.EPOCH);
        assertThat(cluster.names(beside)).isEmpty();
    }

    @Test
    @Timeout(60)
    void nameNodeThatDoesNotAnswerEndsAnExportWithinTheOperatorsPatience() throws Exception {
        Path site = Files.writeString(
                home.resolve("core-site.xml"), HdfsCluster.text(Map.of("ipc.client.rpc-timeout.ms", "1000")));
        HdfsDestination impatient = as(HdfsCluster.USER, site);
        try (Publication publication = impatient.begin(folder, Mode.NEW, "1", null)) {
            write(publication, "a.parquet", "a");
            cluster.withFrozenNameNode(() -> {
                Instant begun = Instant.now();
                assertThatThrownBy(() -> publication.create("b.parquet")).isInstanceOf(IOException.class);
                assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(20));
                publication.close();
            });
        }
        destination.sweep(Set.of("1"), Instant.EPOCH);
        assertThat(cluster.names(beside)).isEmpty();
    }

    @Test
    @Timeout(60)
    void dataNodeThatDiesInTheMiddleEndsAnExportAndLeavesNothing() throws Exception {
        Earlier earlier = published("0", "a.parquet");
        try (Publication publication = destination.begin(folder, Mode.OVERWRITE, "1", earlier)) {
            OutputStream out = publication.create("b.parquet");
            out.write(new byte[LARGE]);
            cluster.withoutDataNode(() -> {
                assertThatThrownBy(() -> {
                            out.write(new byte[LARGE]);
                            out.close();
                        })
                        .isInstanceOf(IOException.class);
                publication.close();
            });
        }
        assertThat(cluster.names(beside)).containsExactly("sales/_colonnade.json", "sales/a.parquet");
    }

    private void assertRefused(List<String> names, Mode mode, @Nullable Earlier earlier, String why) {
        assertThatThrownBy(() -> destination.begin(names, mode, "9", earlier))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContaining(why);
    }

    private Earlier published(String id, String... names) throws IOException {
        try (Publication publication = destination.begin(folder, Mode.NEW, id, null)) {
            for (String name : names) {
                write(publication, name, "old");
            }
            publication.publish(bytes("old"));
        }
        return new Earlier(bytes("old"), Set.of(names));
    }

    /** As a process leaves it that was killed. */
    @SuppressWarnings("resource")
    private void begun(String id) throws IOException {
        Earlier earlier = destination
                .manifest(folder)
                .map(manifest -> new Earlier(manifest, Set.of("a.parquet")))
                .orElse(null);
        write(destination.begin(folder, Mode.APPEND, id, earlier), "b.parquet", "b");
    }

    private static void write(Publication publication, String name, String content) throws IOException {
        try (OutputStream out = publication.create(name)) {
            out.write(bytes(content));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.colonnade.server.export.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.server.export.destination.Destination.Earlier;
import io.colonnade.server.export.destination.Destination.Mode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LocalDestinationTest {
    private static final List<String> SALES = List.of("2026", "sales");

    @TempDir
    private Path folder;

    private LocalDestination destination;

    @BeforeEach
    void open() throws IOException {
        destination = new LocalDestination(ExportPath.parse("file:" + folder));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nothingIsSeenBeforeItIsPublishedAndAllOfItAfterwards(Mode mode) throws IOException {
        try (Publication publication = destination.begin(SALES, mode, "1", null)) {
            write(publication, "a.parquet", "a");
            write(publication, "region=ASIA/b.parquet", "b");
            assertThat(folder.resolve("2026/sales")).doesNotExist();
            assertThat(destination.published()).isEmpty();
            publication.publish(bytes("first"));
        }
        assertThat(files())
                .isEqualTo(new TreeMap<>(Map.of(
                        "2026/sales/a.parquet", "a",
                        "2026/sales/region=ASIA/b.parquet", "b",
                        "2026/sales/_colonnade.json", "first")));
        assertThat(destination.published()).containsExactly(SALES);
        assertThat(destination.manifest(SALES)).contains(bytes("first"));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatIsNotPublishedLeavesNothing(Mode mode) throws IOException {
        Earlier earlier = mode == Mode.NEW ? null : published("0", "a.parquet");
        TreeMap<String, String> before = files();
        try (Publication publication = destination.begin(SALES, mode, "1", earlier)) {
            write(publication, "b.parquet", "b");
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void overwritingTakesTheOldFilesAway() throws IOException {
        Earlier earlier = published("0", "a.parquet", "region=ASIA/a.parquet");
        try (Publication publication = destination.begin(SALES, Mode.OVERWRITE, "1", earlier)) {
            write(publication, "b.parquet", "b");
            publication.publish(bytes("second"));
        }
        assertThat(files().keySet()).containsExactly("2026/sales/_colonnade.json", "2026/sales/b.parquet");
        assertThat(files()).containsEntry("2026/sales/_colonnade.json", "second");
    }

    @Test
    void appendingKeepsThem() throws IOException {
        Earlier earlier = published("0", "region=ASIA/a.parquet");
        try (Publication publication = destination.begin(SALES, Mode.APPEND, "1", earlier)) {
            write(publication, "region=ASIA/b.parquet", "b");
            publication.publish(bytes("both"));
        }
        assertThat(files().keySet())
                .containsExactly(
                        "2026/sales/_colonnade.json",
                        "2026/sales/region=ASIA/a.parquet",
                        "2026/sales/region=ASIA/b.parquet");
        assertThat(files()).containsEntry("2026/sales/_colonnade.json", "both");
    }

    @Test
    void filesThatNoExportWroteAreLeftAlone() throws IOException {
        Earlier earlier = published("0", "a.parquet");
        Files.writeString(folder.resolve("2026/sales/mine.txt"), "precious");
        assertRefused(SALES, Mode.OVERWRITE, earlier, "no export has written");
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("other/mine.txt"), "precious");
        assertRefused(List.of("other"), Mode.APPEND, null, "no export has written");
        assertRefused(List.of("other"), Mode.NEW, null, "say OVERWRITE or APPEND");
        assertRefused(List.of("other", "mine.txt"), Mode.NEW, null, "a file of this name");
        assertRefused(List.of(), Mode.NEW, null, "name one below it");
    }

    @Test
    void twoExportsToOneFolderDoNotMix() throws IOException {
        Earlier earlier = published("0", "a.parquet");
        try (Publication slow = destination.begin(SALES, Mode.OVERWRITE, "1", earlier)) {
            write(slow, "b.parquet", "b");
            try (Publication fast = destination.begin(SALES, Mode.OVERWRITE, "2", earlier)) {
                write(fast, "c.parquet", "c");
                fast.publish(bytes("fast"));
            }
            assertThatThrownBy(() -> slow.publish(bytes("slow")))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("meanwhile");
        }
        assertThat(files().keySet()).containsExactly("2026/sales/_colonnade.json", "2026/sales/c.parquet");
    }

    @Test
    void linksLeadNowhere(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(folder.resolve("out"), elsewhere);
        assertRefused(List.of("out"), Mode.NEW, null, "symbolic link");
        assertRefused(List.of("out", "sales"), Mode.NEW, null, "symbolic link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void linkInsteadOfALeftoverIsRemovedAndNotFollowed(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("mine.txt"), "precious");
        Files.createSymbolicLink(folder.resolve(".colonnade-1.part.sales"), elsewhere);
        destination.sweep(Set.of("1"), Instant.EPOCH);
        assertThat(elsewhere.resolve("mine.txt")).exists();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatACrashLeavesIsSweptOnceItIsKnownToHaveEndedOrIsOld() throws IOException {
        begun("1");
        begun("2");
        destination.sweep(Set.of("1"), Instant.EPOCH);
        assertThat(files().keySet()).containsExactly("2026/.colonnade-2.part.sales/b.parquet");
        destination.sweep(Set.of(), Instant.now().plusSeconds(60));
        assertThat(files()).isEmpty();
    }

    @Test
    void exportWhosePlaceWasNotTakenComesBack() throws IOException {
        published("0", "a.parquet");
        begun("1");
        Files.move(folder.resolve("2026/sales"), folder.resolve("2026/.colonnade-1.old.sales"));
        destination.sweep(Set.of("1"), Instant.EPOCH);
        assertThat(files().keySet()).containsExactly("2026/sales/_colonnade.json", "2026/sales/a.parquet");
    }

    @Test
    void filesThatWereMovedBeforeTheirManifestAreTakenBack() throws IOException {
        published("0", "a.parquet");
        begun("1");
        Path stage = folder.resolve("2026/.colonnade-1.part.sales");
        Files.writeString(stage.resolve("_colonnade.json"), "both");
        Files.writeString(stage.resolve(".colonnade-moved"), "x/b.parquet\nx/c.parquet\n");
        Files.createDirectories(folder.resolve("2026/sales/x"));
        Files.writeString(folder.resolve("2026/sales/x/b.parquet"), "b");
        destination.sweep(Set.of("1"), Instant.EPOCH);
        assertThat(files().keySet()).containsExactly("2026/sales/_colonnade.json", "2026/sales/a.parquet");
        assertThat(folder.resolve("2026/sales/x")).doesNotExist();
    }

    @Test
    void deletingTakesAwayWhatTheManifestNamesAndNothingElse() throws IOException {
        Earlier earlier = published("0", "a.parquet", "x/b.parquet");
        Files.writeString(folder.resolve("2026/sales/x/mine.txt"), "precious");
        Files.writeString(folder.resolve("outside"), "precious");
        assertThatThrownBy(() -> destination.delete(SALES, Set.of("../../outside")))
                .isInstanceOf(FolderInUseException.class);
        destination.delete(SALES, earlier.files());
        assertThat(files().keySet()).containsExactly("2026/sales/x/mine.txt", "outside");
    }

    private void assertRefused(List<String> names, Mode mode, @Nullable Earlier earlier, String why) {
        assertThatThrownBy(() -> destination.begin(names, mode, "9", earlier))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContaining(why);
    }

    private Earlier published(String id, String... names) throws IOException {
        try (Publication publication = destination.begin(SALES, Mode.NEW, id, null)) {
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
        Publication publication = destination.begin(
                SALES,
                Mode.APPEND,
                id,
                destination
                        .manifest(SALES)
                        .map(m -> new Earlier(m, Set.of("a.parquet")))
                        .orElse(null));
        write(publication, "b.parquet", "b");
    }

    private static void write(Publication publication, String name, String content) throws IOException {
        try (OutputStream out = publication.create(name)) {
            out.write(bytes(content));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private TreeMap<String, String> files() throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}

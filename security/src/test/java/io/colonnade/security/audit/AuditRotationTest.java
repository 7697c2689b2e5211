package io.colonnade.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditRotationTest {
    /** Room for two records of these tests. */
    private static final long TWO_RECORDS = 800;

    @TempDir
    Path directory;

    @Test
    void chainGoesOnFromFileToFile() throws IOException {
        Path file = write(directory, 7);
        List<Path> files = AuditChain.filesOf(file);
        assertThat(files).hasSizeGreaterThan(2).endsWith(file);
        assertThat(files.subList(0, files.size() - 1))
                .allSatisfy(archive ->
                        assertThat(archive.getFileName().toString()).matches("audit-\\d{8}T\\d{6}Z-\\d+\\.jsonl"));
        assertWhole(files, 7);
        assertThat(files).allSatisfy(one -> assertThat(Files.size(one)).isLessThanOrEqualTo(TWO_RECORDS));
    }

    @Test
    void recordThatIsLargerThanAFileMayBeIsAFileOfItsOwn() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, 10)) {
            log.write(event("q1"));
            log.write(event("q2"));
        }
        assertThat(AuditChain.filesOf(file)).hasSize(2);
        assertWhole(AuditChain.filesOf(file), 2);
    }

    @Test
    void restartAfterACrashBetweenRenamingAndBeginningContinuesTheChain() throws IOException {
        Path file = write(directory, 4);
        Path archive = new AuditArchives(file).next(Instant.now(), 4);
        Files.move(file, archive);
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, TWO_RECORDS)) {
            log.write(event("after"));
        }
        assertWhole(AuditChain.filesOf(file), 5);
    }

    @Test
    void restartWithAnEmptyFileContinuesTheChain() throws IOException {
        Path file = write(directory, 4);
        Files.move(file, new AuditArchives(file).next(Instant.now(), 4));
        Files.createFile(file);
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, TWO_RECORDS)) {
            log.write(event("after"));
        }
        assertWhole(AuditChain.filesOf(file), 5);
    }

    @Test
    void archiveWithoutItsEndIsRefusedAtStart() throws IOException {
        Path file = write(directory, 4);
        Files.delete(file);
        Path newest = AuditChain.filesOf(file).get(0);
        Files.writeString(newest, "{\"seq\":", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> JsonLinesAuditLog.open(file, TWO_RECORDS))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("its last line was cut short");
    }

    @Test
    void fileThatCannotBePutAsideIsWrittenNoMore() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path file = folder.resolve("audit.jsonl");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, 10)) {
            log.write(event("q1"));
            Path before = Files.move(folder, directory.resolve("moved"));
            assertThatThrownBy(() -> log.write(event("q2"))).isInstanceOf(ColonnadeException.class);
            Files.move(before, folder);
            log.write(event("q3"));
        }
        assertWhole(AuditChain.filesOf(file), 2);
    }

    @Test
    void everyFileIsForTheOwnerAlone() throws IOException {
        for (Path file : AuditChain.filesOf(write(directory, 5))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void missingFileInTheMiddleShows() throws IOException {
        List<Path> files = new ArrayList<>(AuditChain.filesOf(write(directory, 7)));
        files.remove(1);
        AuditChain.Fault fault = fault(files);
        assertThat(fault.file()).isEqualTo(files.get(1));
        assertThat(fault.line()).isEqualTo(1);
        assertThat(fault.what()).contains("missing");
    }

    @Test
    void oldestFilesMayBeAwayAndThatIsSaid() throws IOException {
        List<Path> files = AuditChain.filesOf(write(directory, 7));
        AuditChain.Verification verification = AuditChain.verify(files.subList(1, files.size()), null);
        assertThat(verification.isWhole()).isTrue();
        assertThat(verification.first()).isEqualTo(3);
        assertThat(verification.records()).isEqualTo(5);
    }

    @Test
    void firstBreakIsNamedWithFileAndLine() throws IOException {
        List<Path> files = AuditChain.filesOf(write(directory, 7));
        Path second = files.get(1);
        Files.writeString(second, Files.readString(second).replace("q2", "qX"));
        AuditChain.Fault fault = fault(files);
        assertThat(fault.file()).isEqualTo(second);
        assertThat(fault.line()).isEqualTo(2);
        assertThat(fault.toString()).contains("line 2").contains("changed");
    }

    @Test
    void everyChangedByteButOfTheLastRecordShows() throws IOException {
        Path file = write(directory, 2);
        byte[] bytes = Files.readAllBytes(file);
        int last = new String(bytes, java.nio.charset.StandardCharsets.UTF_8).indexOf('\n');
        for (int i = 0; i <= last; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Path copy = Files.write(directory.resolve("copy"), changed);
            assertThat(AuditChain.verify(copy).isWhole()).as("byte %d", i).isFalse();
        }
    }

    @Test
    void recordThatWasPutInShows() throws IOException {
        Path file = write(directory, 2);
        List<String> lines = Files.readAllLines(file);
        Path copy = Files.write(directory.resolve("copy"), List.of(lines.get(0), lines.get(0), lines.get(1)));
        assertThat(fault(List.of(copy)).what()).contains("put in");
    }

    @Test
    void recordsCutOffTheEndShowByAHashThatWasNoted() throws IOException {
        Path file = write(directory, 2);
        String noted = AuditChain.verify(file).lastHash();
        assertThat(AuditChain.verify(List.of(file), noted).isWhole()).isTrue();
        Path cut =
                Files.write(directory.resolve("cut"), Files.readAllLines(file).subList(0, 1));
        assertThat(AuditChain.verify(cut).isWhole()).isTrue();
        assertThat(AuditChain.verify(List.of(cut), noted).fault().orElseThrow().what())
                .contains("cut off");
    }

    @Test
    void chainThatWasWrittenAnewShowsByAHashThatWasNoted() throws IOException {
        String noted = AuditChain.verify(write(directory, 2)).lastHash();
        Path forged = directory.resolve("forged.jsonl");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(forged, TWO_RECORDS)) {
            log.write(event("innocent"));
            log.write(event("q1"));
        }
        assertThat(AuditChain.verify(forged).isWhole()).isTrue();
        assertThat(AuditChain.verify(List.of(forged), noted).isWhole()).isFalse();
    }

    @Test
    void pieceOfALineAtTheEndIsACrashAndElsewhereABreak() throws IOException {
        List<Path> files = AuditChain.filesOf(write(directory, 4));
        Path last = files.get(files.size() - 1);
        Files.writeString(last, "{\"seq\":5,\"prev", StandardOpenOption.APPEND);
        AuditChain.Verification verification = AuditChain.verify(files, null);
        assertThat(verification.isWhole()).isTrue();
        assertThat(verification.torn()).isTrue();
        assertThat(verification.records()).isEqualTo(4);
        Files.writeString(files.get(0), "{\"seq\":3,\"prev", StandardOpenOption.APPEND);
        assertThat(fault(files).what()).contains("piece of a line");
    }

    private static AuditChain.Fault fault(List<Path> files) throws IOException {
        return AuditChain.verify(files, null).fault().orElseThrow();
    }

    private static void assertWhole(List<Path> files, long records) throws IOException {
        AuditChain.Verification verification = AuditChain.verify(files, null);
        assertThat(verification.fault()).isEmpty();
        assertThat(verification.first()).isEqualTo(1);
        assertThat(verification.records()).isEqualTo(records);
    }

    private static Path write(Path directory, int records) {
        Path file = directory.resolve("audit.jsonl");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, TWO_RECORDS)) {
            for (int i = 0; i < records; i++) {
                log.write(event("q" + i));
            }
        }
        return file;
    }

    private static AuditEvent event(String query) {
        return AuditEvent.started(
                Instant.parse("2026-03-01T12:00:00Z"),
                new AuditedAccess(
                        query,
                        "alice",
                        List.of("sales@1.2.0"),
                        "flight",
                        "arrow",
                        "",
                        List.of(),
                        List.of(),
                        "abc",
                        null));
    }
}

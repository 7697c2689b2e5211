package io.colonnade.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLinesAuditLogTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final long NEVER = Long.MAX_VALUE;

    @TempDir
    Path directory;

    @Test
    void writesEachEventAsOneLineWithAllThatIsKnown() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, NEVER)) {
            log.write(AuditEvent.started(NOON, access("q1")));
            log.write(AuditEvent.finished(NOON.plusSeconds(1), access("q1"), AuditOutcome.completed(42, 1024)));
            log.write(AuditEvent.denied(NOON, access("q2\n\"{"), "42501"));
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        JsonNode started = new ObjectMapper().readTree(lines.get(0));
        assertThat(started).isEqualTo(new ObjectMapper().readTree("""
                {"seq": 1, "previous": "%s", "time": "2026-03-01T12:00:00Z", "event": "started", "query_id": "q1",
                 "subject": "alice", "projections": ["sales@1.2.0"], "door": "flight-sql", "format": "arrow",
                 "destination": "127.0.0.1", "filters": ["sales.orders"], "masks": ["sales.customers.name:redact"],
                 "sql_fingerprint": "abc", "trace_id": null}
                """.formatted("0".repeat(64))));
        JsonNode finished = new ObjectMapper().readTree(lines.get(1));
        assertThat(finished.get("previous").asText()).isEqualTo(ChainLink.sha256(lines.get(0)));
        assertThat(finished.get("rows").asLong()).isEqualTo(42);
        assertThat(finished.get("outcome").asText()).isEqualTo("completed");
        assertThat(new ObjectMapper().readTree(lines.get(2)).get("sqlstate").asText())
                .isEqualTo("42501");
        assertWhole(file, 3);
    }

    @Test
    void aRecordIsInTheFileWhenWriteReturns() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, NEVER)) {
            log.write(AuditEvent.started(NOON, access("q1")));
            assertThat(Files.readString(file)).contains("\"q1\"").endsWith("\n");
        }
    }

    @Test
    void continuesTheChainOfAnExistingFile() throws IOException {
        Path file = fileWith(3);
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, NEVER)) {
            log.write(AuditEvent.started(NOON, access("later")));
        }
        assertWhole(file, 4);
    }

    @Test
    void aTornLastLineIsSetAsideAndTheChainGoesOn() throws IOException {
        Path file = fileWith(3);
        Files.writeString(file, "{\"seq\":4,\"prev", StandardOpenOption.APPEND);
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, NEVER)) {
            log.write(AuditEvent.started(NOON, access("later")));
        }
        assertWhole(file, 4);
        assertThat(directory.resolve("audit.jsonl.torn")).hasContent("{\"seq\":4,\"prev");
    }

    @Test
    void aTornFirstLineIsSetAsideToo() throws IOException {
        Path file = Files.writeString(directory.resolve("audit.jsonl"), "{\"se");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, NEVER)) {
            log.write(AuditEvent.started(NOON, access("q1")));
        }
        assertWhole(file, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello\n", "{}\n", "[]\n", "null\n", "\n", "{\"seq\":\"x\"}\n"})
    void aFileOfSomethingElseIsRefusedAndLeftAlone(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("audit.jsonl"), content);
        assertCannotOpen(file);
        assertThatThrownBy(() -> JsonLinesAuditLog.open(file, NEVER))
                .hasMessageEndingWith("its last line is no audit record; move the file away");
        assertThat(file).hasContent(content);
    }

    @Test
    void aSecondWriterIsRefused() {
        Path file = directory.resolve("audit.jsonl");
        try (JsonLinesAuditLog first = JsonLinesAuditLog.open(file, NEVER)) {
            assertCannotOpen(file);
            first.write(AuditEvent.started(NOON, access("q1")));
        }
    }

    @Test
    void aPathThatCannotBeAFileIsAConfigurationError() throws IOException {
        Path regularFile = Files.createFile(directory.resolve("file"));
        assertCannotOpen(regularFile.resolve("audit.jsonl"));
        assertCannotOpen(directory.resolve("absent").resolve("audit.jsonl"));
        assertCannotOpen(directory);
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws IOException {
        Path file = fileWith(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void failsClosedWhenTheFileIsGoneAndGoesOnWhenItIsBack() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        Path elsewhere = directory.resolve("elsewhere");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, NEVER)) {
            log.write(AuditEvent.started(NOON, access("q1")));
            Files.move(file, elsewhere);
            assertCannotWrite(log);
            Files.createFile(file);
            assertCannotWrite(log);
            Files.delete(file);
            Files.move(elsewhere, file);
            log.write(AuditEvent.started(NOON, access("q2")));
        }
        assertWhole(file, 2);
    }

    @Test
    void failsClosedWhenSomebodyElseWritesOrCuts() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, NEVER)) {
            log.write(AuditEvent.started(NOON, access("q1")));
            Files.writeString(file, "{}\n", StandardOpenOption.APPEND);
            assertCannotWrite(log);
            Files.writeString(file, "");
            assertCannotWrite(log);
        }
    }

    @Test
    void aThreadThatIsToldToStopStillWritesAndTheOthersGoOn() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, NEVER)) {
            Thread.currentThread().interrupt();
            log.write(AuditEvent.finished(NOON, access("q1"), AuditOutcome.cancelled(1, 8)));
            assertThat(Thread.interrupted()).isTrue();
            log.write(AuditEvent.started(NOON, access("q2")));
        } finally {
            Thread.interrupted();
        }
        assertWhole(file, 2);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "There is no /dev/full elsewhere")
    void failsClosedOnAFullDisk() {
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(Path.of("/dev/full"), NEVER)) {
            assertCannotWrite(log);
            assertCannotWrite(log);
        }
    }

    @Test
    void failsClosedWhenTheDirectoryIsGone() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(folder.resolve("audit.jsonl"), NEVER)) {
            log.write(AuditEvent.started(NOON, access("q1")));
            Files.delete(folder.resolve("audit.jsonl"));
            Files.delete(folder);
            assertCannotWrite(log);
        }
    }

    @Test
    void failsClosedAfterClose() {
        JsonLinesAuditLog log = JsonLinesAuditLog.open(directory.resolve("audit.jsonl"), NEVER);
        log.close();
        log.close();
        assertCannotWrite(log);
    }

    @Test
    void manyThreadsMakeOneChain() throws Exception {
        Path file = directory.resolve("audit.jsonl");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, NEVER)) {
            List<Future<?>> writes = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String query = "q" + i;
                writes.add(threads.submit(() -> log.write(AuditEvent.started(NOON, access(query)))));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertWhole(file, 400);
    }

    @Test
    void aChangedRemovedOrExchangedLineShows() throws IOException {
        Path file = fileWith(4);
        List<String> lines = Files.readAllLines(file);
        List<String> changed = new ArrayList<>(lines);
        changed.set(1, lines.get(1).replace("alice", "bobby"));
        assertBroken(changed, 2);
        assertBroken(List.of(lines.get(0), lines.get(2), lines.get(3)), 1);
        assertBroken(List.of(lines.get(0), lines.get(2), lines.get(1), lines.get(3)), 1);
        assertBroken(List.of(lines.get(0), "hello"), 1);
    }

    private static void assertWhole(Path file, long records) throws IOException {
        AuditChain.Verification verification = AuditChain.verify(file);
        assertThat(verification.fault()).isEmpty();
        assertThat(verification.torn()).isFalse();
        assertThat(verification.records()).isEqualTo(records);
    }

    private void assertBroken(List<String> lines, long recordsBefore) throws IOException {
        Path file = Files.write(directory.resolve("changed.jsonl"), lines);
        AuditChain.Verification verification = AuditChain.verify(file);
        assertThat(verification.isWhole()).isFalse();
        assertThat(verification.records()).isEqualTo(recordsBefore);
    }

    private Path fileWith(int records) {
        Path file = directory.resolve("audit.jsonl");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(file, NEVER)) {
            IntStream.range(0, records).forEach(i -> log.write(AuditEvent.started(NOON, access("q" + i))));
        }
        return file;
    }

    private static void assertCannotOpen(Path file) {
        assertThatThrownBy(() -> JsonLinesAuditLog.open(file, NEVER))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION))
                .hasMessageStartingWith("Cannot use the audit file " + file + ": ");
    }

    private static void assertCannotWrite(AuditLog log) {
        assertThatThrownBy(() -> log.write(AuditEvent.started(NOON, access("lost"))))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
                .hasMessage("Cannot run the query: its audit record cannot be written; tell the operator");
    }

    private static AuditedAccess access(String queryId) {
        return new AuditedAccess(
                queryId,
                "alice",
                List.of("sales@1.2.0"),
                "flight-sql",
                "arrow",
                "127.0.0.1",
                List.of("sales.orders"),
                List.of("sales.customers.name:redact"),
                "abc",
                null);
    }
}

package io.colonnade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.security.audit.AuditEvent;
import io.colonnade.security.audit.AuditedAccess;
import io.colonnade.security.audit.JsonLinesAuditLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditCommandTest {
    private static final String CONFIGURATION = """
            server: {keys: {tickets: a secret of the tests}}
            sources: {shop: {type: postgresql, url: 'jdbc:postgresql://db/shop', user: reader, password: p}}
            security: {mask_key: another secret of the tests}
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path audit;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("colonnade.yaml"), CONFIGURATION);
        audit = directory.resolve("audit.jsonl");
        try (JsonLinesAuditLog log = JsonLinesAuditLog.open(audit, 800)) {
            for (int i = 0; i < 5; i++) {
                log.write(AuditEvent.started(Instant.EPOCH, access("q" + i)));
            }
        }
    }

    private static AuditedAccess access(String query) {
        return new AuditedAccess(
                query, "alice", List.of("sales@1.2.0"), "flight", "arrow", "", List.of(), List.of(), "abc", null);
    }

    private int run(String... arguments) {
        CommandLine line = ColonnadeCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private int verifyConfigured(String... more) {
        String[] arguments = {
            "audit", "verify", "--config", directory.resolve("colonnade.yaml").toString()
        };
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    @Test
    void configuredAuditIsFollowedOverAllItsFiles() {
        assertThat(verifyConfigured()).isZero();
        assertThat(out.toString()).contains("ok: 5 records in 3 files").containsPattern("last hash: [0-9a-f]{64}");
    }

    @Test
    void hashThatWasNotedMustBeThere() {
        verifyConfigured();
        String hash = out.toString().lines().toList().get(1).substring("last hash: ".length());
        assertThat(verifyConfigured("--head", hash)).isZero();
        assertThat(verifyConfigured("--head", "0".repeat(63) + "1")).isEqualTo(1);
        assertThat(err.toString()).contains("cut off");
        assertThat(verifyConfigured("--head", "nonsense")).isEqualTo(2);
    }

    @Test
    void oneFileMayBeginInTheMiddle() {
        assertThat(run("audit", "verify", audit.toString())).isZero();
        assertThat(out.toString()).contains("ok: 1 record in 1 file", "they begin with record 5");
    }

    @Test
    void breakIsOneLineWithFileAndLineAndStatusOne() throws IOException {
        Files.writeString(audit, Files.readString(audit).replace("\"seq\":5", "\"seq\":6"));
        assertThat(verifyConfigured()).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("audit.jsonl, line 1: it is record 6", "4 records before it are in order");
    }

    @Test
    void fileThatIsNotThereIsAFailureAndNoChain() {
        assertThat(run("audit", "verify", directory.resolve("absent").toString()))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith("colonnade: Cannot check the audit ")
                .contains("absent: there is no such file");
    }
}

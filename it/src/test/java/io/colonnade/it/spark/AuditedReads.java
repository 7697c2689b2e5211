package io.colonnade.it.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.RunningServer;
import io.colonnade.security.audit.SqlFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** What reached the shared server since this was made, as its audit says. For one thread. */
final class AuditedReads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningServer server = RunningServer.shared();
    private final long before;

    AuditedReads() throws IOException {
        try (Stream<String> lines = Files.lines(server.auditFile())) {
            before = lines.count();
        }
    }

    /** Returns how many rows left with each read that found any. */
    List<Long> rows() throws IOException {
        return finished().stream()
                .map(read -> read.get("rows").asLong())
                .filter(rows -> rows > 0)
                .toList();
    }

    /** Returns whether a statement was among what was asked, letter by letter but for blanks. */
    boolean include(String sql) throws IOException {
        String fingerprint = SqlFingerprint.of(sql);
        return finished().stream()
                .anyMatch(read -> read.get("sql_fingerprint").asText().equals(fingerprint));
    }

    private List<JsonNode> finished() throws IOException {
        try (Stream<String> lines = Files.lines(server.auditFile())) {
            return lines.skip(before)
                    .map(AuditedReads::record)
                    .filter(read -> read.get("event").asText().equals("finished"))
                    .toList();
        }
    }

    private static JsonNode record(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.colonnade.it.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colonnade.it.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What the audit of the shared server says of the reads of one trace. */
final class TracedReads {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TracedReads() {}

    /** Returns the header that puts a request into a trace. */
    static String header(String trace) {
        return "00-" + trace + "-00f067aa0ba902b7-01";
    }

    /** Returns the records of the ends, in their order. */
    static List<JsonNode> ends(String trace) throws IOException {
        List<JsonNode> ends = new ArrayList<>();
        for (String line : Files.readAllLines(RunningServer.shared().auditFile())) {
            JsonNode record = MAPPER.readTree(line);
            if (record.path("trace_id").asText().equals(trace)
                    && record.path("event").asText().equals("finished")) {
                ends.add(record);
            }
        }
        return ends;
    }
}

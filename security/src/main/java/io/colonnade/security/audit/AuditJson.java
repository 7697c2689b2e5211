package io.colonnade.security.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON of audit events: one object a line, its members always in the same order. Thread-safe. */
final class AuditJson {
    /** Strict, so that two records that were run together are none. */
    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    String line(AuditEvent event) {
        return text(fill(mapper.createObjectNode(), event));
    }

    String chainedLine(AuditEvent event, ChainLink link) {
        ObjectNode node = mapper.createObjectNode().put("seq", link.sequence()).put("previous", link.previousHash());
        return text(fill(node, event));
    }

    /** Returns the place in the chain of a line, as it claims it; empty if it is no audit record. */
    Optional<ChainLink> linkOf(String line) {
        try {
            JsonNode node = mapper.readTree(line);
            long sequence = node.path("seq").asLong(-1);
            return sequence < 1
                    ? Optional.empty()
                    : Optional.of(new ChainLink(sequence, node.path("previous").asText()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode fill(ObjectNode node, AuditEvent event) {
        AuditedAccess access = event.access();
        node.put("time", event.time().toString());
        node.put("event", event.kind().name().toLowerCase(Locale.ROOT));
        node.put("query_id", access.queryId());
        node.put("subject", access.subject());
        putAll(node, "projections", access.projections());
        node.put("door", access.door());
        node.put("format", access.format());
        node.put("destination", access.destination());
        putAll(node, "filters", access.filters());
        putAll(node, "masks", access.masks());
        node.put("sql_fingerprint", access.sqlFingerprint());
        node.put("trace_id", access.traceId());
        if (access.part() != null) {
            node.put("part", access.part());
        }
        putOutcome(node, event.outcome());
        if (event.more() > 0) {
            node.put("more", event.more());
        }
        return node;
    }

    private static void putOutcome(ObjectNode node, @Nullable AuditOutcome outcome) {
        if (outcome != null) {
            node.put("outcome", outcome.ending().name().toLowerCase(Locale.ROOT));
            node.put("rows", outcome.rows());
            node.put("bytes", outcome.bytes());
            node.put("sqlstate", outcome.sqlState());
        }
    }

    private static void putAll(ObjectNode node, String key, List<String> values) {
        values.forEach(node.putArray(key)::add);
    }

    private String text(ObjectNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An audit event is always writable", e);
        }
    }
}

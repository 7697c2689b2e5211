package io.colonnade.security.authentication;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jsonwebtoken.io.DeserializationException;
import io.jsonwebtoken.io.Deserializer;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of tokens strictly: a key given twice is an error, decimals keep all their digits, and a time is a
 * number that fits into a calendar, for the library would let larger ones wrap around.
 */
final class TokenJson implements Deserializer<Map<String, ?>> {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private static final Set<String> TIMES = Set.of("exp", "nbf", "iat");
    private static final double LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads one JSON object. */
    Map<String, Object> read(byte[] json) throws IOException {
        return checked(mapper.readValue(json, OBJECT));
    }

    private static Map<String, Object> checked(@Nullable Map<String, Object> object) throws IOException {
        if (object == null) {
            throw new IOException("null instead of an object");
        }
        for (String time : TIMES) {
            if (object.containsKey(time) && !isTime(object.get(time))) {
                throw new IOException(time + " is no time");
            }
        }
        return object;
    }

    private static boolean isTime(@Nullable Object value) {
        return value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= LATEST;
    }

    @Override
    @Deprecated
    public Map<String, ?> deserialize(byte[] bytes) {
        try {
            return read(bytes);
        } catch (IOException e) {
            throw new DeserializationException("Not a JSON object", e);
        }
    }

    @Override
    public Map<String, ?> deserialize(Reader reader) {
        try {
            return checked(mapper.readValue(reader, OBJECT));
        } catch (IOException e) {
            throw new DeserializationException("Not a JSON object", e);
        }
    }
}

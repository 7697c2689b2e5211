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
import java.util.Map;

/** Reads the JSON of tokens strictly: a key given twice is an error, and decimals keep all their digits. */
final class TokenJson implements Deserializer<Map<String, ?>> {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads one JSON object. */
    Map<String, Object> read(byte[] json) throws IOException {
        Map<String, Object> object = mapper.readValue(json, OBJECT);
        if (object == null) {
            throw new IOException("null instead of an object");
        }
        return object;
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
            Map<String, Object> object = mapper.readValue(reader, OBJECT);
            return object == null ? Map.of() : object;
        } catch (IOException e) {
            throw new DeserializationException("Not a JSON object", e);
        }
    }
}

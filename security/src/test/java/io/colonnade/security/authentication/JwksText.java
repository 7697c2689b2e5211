package io.colonnade.security.authentication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.security.Jwks;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes key sets as an issuer publishes them. */
final class JwksText {
    private JwksText() {}

    static String of(Map<String, KeyPair> pairs) {
        return ofMembers(pairs.entrySet().stream()
                .<Map<String, Object>>map(entry -> new LinkedHashMap<>(Jwks.builder()
                        .key(entry.getValue().getPublic())
                        .id(entry.getKey())
                        .build()))
                .toList());
    }

    static String ofMembers(List<Map<String, Object>> keys) {
        try {
            return new ObjectMapper().writeValueAsString(Map.of("keys", keys));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

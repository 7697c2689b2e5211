package io.colonnade.security.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.security.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.security.Key;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures against the vectors of Project Wycheproof: what is invalid is refused, and what is valid is taken. */
final class SignatureVectorsTest {
    /** Valid vectors that are nothing that an issuer would send, and that we refuse. */
    private static final Set<Integer> STRICTER = Set.of(
            // No payload at all, where a JWT has its claims.
            259,
            264,
            268,
            272,
            320,
            325,
            // The key says that it is for another algorithm than the token's, or for one that does not exist.
            346,
            347,
            350,
            351,
            // Characters that are no base64url, which the standard has left out and some decoders pass over.
            372,
            373);

    /** Invalid vectors whose padding was lost on the way into the file: letter for letter they are the valid 357. */
    private static final Set<Integer> LOST = Set.of(367, 370);

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Arguments> vectors() throws IOException {
        List<Arguments> vectors = new ArrayList<>();
        try (InputStream in = SignatureVectorsTest.class.getResourceAsStream("/wycheproof/json_web_signature.json")) {
            for (JsonNode group : JSON.readTree(in).get("groups")) {
                for (JsonNode test : group.get("tests")) {
                    if (LOST.contains(test.get("tcId").asInt())) {
                        continue;
                    }
                    vectors.add(Arguments.of(
                            test.get("tcId").asInt(),
                            group.get("comment").asText() + " "
                                    + test.get("comment").asText(),
                            group.get("key"),
                            test.get("jws").asText(),
                            test.get("result").asText().equals("valid")));
                }
            }
        }
        return vectors;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("vectors")
    void takesWhatIsValidAndNothingElse(int id, String what, JsonNode key, String token, boolean valid) {
        if (valid && !STRICTER.contains(id)) {
            assertThat(payload(key, token)).isNotEmpty();
        } else {
            assertThatThrownBy(() -> payload(key, token)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void thereAreEnoughOfBothKinds() throws IOException {
        Set<Integer> valid = new HashSet<>();
        List<Arguments> vectors = vectors();
        vectors.stream()
                .filter(vector -> (boolean) vector.get()[4])
                .forEach(vector -> valid.add((int) vector.get()[0]));
        valid.removeAll(STRICTER);
        assertThat(valid).hasSizeGreaterThan(25);
        assertThat(vectors).hasSizeGreaterThan(200);
    }

    /** The road of every token as far as its signature goes. */
    private static byte[] payload(JsonNode key, String token) {
        CompactToken.parts(token);
        return keys(key).parser().build().parseSignedContent(token).getPayload();
    }

    private static SignatureKeys keys(JsonNode key) {
        if (key.get("kty").asText().equals("oct")) {
            Key secret = Keys.hmacShaKeyFor(
                    Base64.getUrlDecoder().decode(key.get("k").asText()));
            return new SignatureKeys((algorithm, id) -> Optional.of(secret), Set.of("HS256"));
        }
        PublicKeys published = PublicKeys.parse("{\"keys\":[" + key + "]}").orElseThrow();
        return new SignatureKeys(published::find, new JwtIssuer.JwksFile(java.nio.file.Path.of("unused")).algorithms());
    }
}

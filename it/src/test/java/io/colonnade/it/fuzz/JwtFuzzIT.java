package io.colonnade.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.authentication.Credentials;
import io.colonnade.security.authentication.JwtAuthenticator;
import io.colonnade.security.authentication.JwtIssuer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens whose header, claims, signature or base64 was changed: what is taken has been signed, letter by letter. */
final class JwtFuzzIT {
    private static final String SECRET = "a secret of the fuzz suites, long enough for HS256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final List<String> TOKENS = List.of(
            "\"alg\":\"none\"",
            "\"alg\":\"HS256\"",
            "\"alg\":\"RS256\"",
            "\"kid\":\"ec\"",
            "\"crit\":[\"b64\"]",
            "\"b64\":false",
            "\"zip\":\"DEF\"",
            "\"roles\":[\"admin\"]",
            "\"exp\":99999999999",
            "\"exp\":1e400",
            "\"aud\":[]",
            "\"sub\":null",
            "\"iss\":",
            "\"jwk\":{}",
            "\"jku\":\"http://localhost/\"",
            "\"x5u\":\"file:///etc/passwd\"",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\\u0000",
            "\\ud800",
            "[[[[[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":{\"a\":",
            "1e999999999");

    @TempDir
    Path directory;

    private JwtAuthenticator authenticator;
    private final List<List<String>> signed = new ArrayList<>();
    private final Set<String> inputs = new HashSet<>();

    @BeforeEach
    void sign() throws Exception {
        KeyPairGenerator rsaKeys = KeyPairGenerator.getInstance("RSA");
        rsaKeys.initialize(2048);
        KeyPair rsa = rsaKeys.generateKeyPair();
        KeyPairGenerator ecKeys = KeyPairGenerator.getInstance("EC");
        ecKeys.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair ec = ecKeys.generateKeyPair();
        Path jwks = Files.writeString(
                directory.resolve("jwks.json"), jwks((RSAPublicKey) rsa.getPublic(), (ECPublicKey) ec.getPublic()));
        authenticator = new JwtAuthenticator(
                List.of(
                        new JwtIssuer("https://hmac.test/", "colonnade", new JwtIssuer.HmacSecret(SECRET), "roles"),
                        new JwtIssuer(
                                "https://keys.test/", "colonnade", new JwtIssuer.JwksFile(jwks), "realm_access.roles")),
                Clock.systemUTC());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        for (int i = 0; i < 4; i++) {
            add("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims("https://hmac.test/", i), mac::doFinal);
            add(
                    "{\"alg\":\"RS256\",\"kid\":\"rsa\"}",
                    claims("https://keys.test/", i),
                    bytes -> signature("SHA256withRSA", rsa.getPrivate(), bytes));
            add(
                    "{\"alg\":\"ES256\",\"kid\":\"ec\"}",
                    claims("https://keys.test/", i),
                    bytes -> signature("SHA256withECDSAinP1363Format", ec.getPrivate(), bytes));
        }
    }

    private interface Signer {
        byte[] sign(byte[] input) throws Exception;
    }

    private void add(String header, String claims, Signer signer) throws Exception {
        String input = encoded(header) + "." + encoded(claims);
        inputs.add(input);
        signed.add(
                List.of(header, claims, BASE64.encodeToString(signer.sign(input.getBytes(StandardCharsets.US_ASCII)))));
    }

    private static String claims(String issuer, int number) {
        return "{\"iss\":\"" + issuer + "\",\"sub\":\"user" + number + "\",\"aud\":\"colonnade\",\"exp\":"
                + (Instant.now().getEpochSecond() + 36_000)
                + ",\"roles\":[\"analyst\"],\"realm_access\":{\"roles\":[\"analyst\"]},"
                + "\"region\":\"EUROPE\",\"level\":" + number + "}";
    }

    private static byte[] signature(String algorithm, PrivateKey key, byte[] input) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(input);
        return signature.sign();
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String jwks(RSAPublicKey rsa, ECPublicKey ec) {
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"rsa\",\"use\":\"sig\",\"n\":\""
                + number(rsa.getModulus().toByteArray(), 256)
                + "\",\"e\":\"AQAB\"},{\"kty\":\"EC\",\"kid\":\"ec\",\"crv\":\"P-256\",\"x\":\""
                + number(ec.getW().getAffineX().toByteArray(), 32) + "\",\"y\":\""
                + number(ec.getW().getAffineY().toByteArray(), 32)
                + "\"}]}";
    }

    private static String number(byte[] bytes, int length) {
        byte[] fixed = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, fixed, length - (bytes.length - from), bytes.length - from);
        return BASE64.encodeToString(fixed);
    }

    private String token(RandomGenerator random, TextMutations headers, TextMutations claims, TextMutations whole) {
        List<String> parts = TextMutations.pick(signed, random);
        List<String> others = TextMutations.pick(signed, random);
        String header = encoded(parts.get(0));
        String payload = encoded(parts.get(1));
        String signature = parts.get(2);
        switch (random.nextInt(8)) {
            case 0 -> header = encoded(headers.apply(random));
            case 1, 2 -> payload = encoded(claims.apply(random));
            case 3 -> {
                byte[] bytes = Base64.getUrlDecoder().decode(signature);
                signature = BASE64.encodeToString(ByteMutations.mutated(bytes, List.of(bytes), random));
            }
            case 4 -> {
                return whole.apply(random);
            }
            case 5 -> header = encoded(others.get(0));
            case 6 ->
                signature = random.nextBoolean()
                        ? others.get(2)
                        : signature + TextMutations.pick(List.of("=", "==", "A", "\n", " ", "."), random);
            default -> {
                return header + "." + payload + "." + signature;
            }
        }
        return header + "." + payload + "." + signature;
    }

    @Test
    void onlyWhatWasSignedIsTaken() {
        TextMutations headers =
                new TextMutations(signed.stream().map(parts -> parts.get(0)).toList(), TOKENS);
        TextMutations claims =
                new TextMutations(signed.stream().map(parts -> parts.get(1)).toList(), TOKENS);
        TextMutations whole = new TextMutations(
                signed.stream()
                        .map(parts -> encoded(parts.get(0)) + "." + encoded(parts.get(1)) + "." + parts.get(2))
                        .toList(),
                List.of(".", "..", "=", "eyJhbGciOiJub25lIn0", "e30"));
        AtomicInteger taken = new AtomicInteger();
        Fuzz.run("jwt", 150_000, random -> token(random, headers, claims, whole), token -> token, token -> {
            try {
                assertThat(authenticator
                                .authenticate(new Credentials.Bearer(token))
                                .subject())
                        .startsWith("user");
                taken.incrementAndGet();
                assertThat(inputs).as("what was signed").contains(token.substring(0, token.lastIndexOf('.')));
            } catch (ColonnadeException e) {
                Refusal.check(e, Set.of(ErrorKind.UNAUTHENTICATED), token);
                assertThat(e.clientMessage()).doesNotContain(SECRET);
            }
        });
        assertThat(taken).hasPositiveValue();
    }

    @Test
    void anyKeySetIsKeysOrNone() throws Exception {
        String real = Files.readString(directory.resolve("jwks.json"));
        TextMutations sets = new TextMutations(
                List.of(real, "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"),
                List.of(
                        "\"kty\":\"oct\"",
                        "\"kty\":\"OKP\"",
                        "\"crv\":\"P-521\"",
                        "\"e\":\"AA\"",
                        "\"n\":\"\"",
                        "\"d\":\"AQAB\"",
                        "\"keys\":",
                        "{",
                        "["));
        String token = encoded(signed.get(1).get(0)) + "."
                + encoded(signed.get(1).get(1)) + "." + signed.get(1).get(2);
        ThreadLocal<Path> file = ThreadLocal.withInitial(
                () -> directory.resolve("jwks" + Thread.currentThread().getId() + ".json"));
        Fuzz.run("jwks", 5_000, sets, text -> text, text -> {
            Files.write(file.get(), text.getBytes(StandardCharsets.UTF_8));
            JwtAuthenticator other = new JwtAuthenticator(
                    List.of(new JwtIssuer(
                            "https://keys.test/", "colonnade", new JwtIssuer.JwksFile(file.get()), "roles")),
                    Clock.systemUTC());
            try {
                other.authenticate(new Credentials.Bearer(token));
            } catch (ColonnadeException e) {
                Refusal.check(e, Set.of(ErrorKind.UNAUTHENTICATED, ErrorKind.UNAVAILABLE), text);
            }
        });
    }
}

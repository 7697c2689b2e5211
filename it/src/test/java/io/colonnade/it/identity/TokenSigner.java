package io.colonnade.it.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an issuer signs with (ES256), made by the JDK alone.
 *
 * @param id the key's name in key sets and tokens
 */
record TokenSigner(String id, KeyPair pair) {
    private static final int COORDINATE_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static TokenSigner named(String id) throws GeneralSecurityException {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec("secp256r1"));
        return new TokenSigner(id, pairs.generateKeyPair());
    }

    /** Returns the key set that an issuer publishes who signs with these. */
    static String published(List<TokenSigner> signers) {
        return signers.stream().map(TokenSigner::key).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private String key() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"" + id + "\",\"x\":\""
                + coordinate(key.getW().getAffineX()) + "\",\"y\":\""
                + coordinate(key.getW().getAffineY()) + "\"}";
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        byte[] tail = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - COORDINATE_BYTES), bytes.length);
        System.arraycopy(tail, 0, fixed, COORDINATE_BYTES - tail.length, tail.length);
        return BASE64.encodeToString(fixed);
    }

    /** Returns a token for {@code alice}, an analyst of Europe. */
    String token(String issuer, String audience) throws GeneralSecurityException {
        String input = encoded("{\"alg\":\"ES256\",\"kid\":\"" + id + "\"}") + "."
                + encoded("{\"iss\":\"" + issuer + "\",\"aud\":\"" + audience + "\",\"sub\":\"alice\",\"exp\":"
                        + Instant.now().plusSeconds(600).getEpochSecond()
                        + ",\"roles\":[\"analyst\"],\"region\":\"EUROPE\"}");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + BASE64.encodeToString(signature.sign());
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "TokenSigner[" + id + "]";
    }
}

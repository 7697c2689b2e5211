package io.colonnade.it.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Headers that say, or mean to say, who calls. */
public final class AuthorizationHeaders {
    /** A password that no message may repeat. */
    public static final String SECRET = "pa55word-marker";

    /** Real headers with anything done to them. */
    public static final Function<RandomGenerator, String> MUTATED = new TextMutations(
            List.of(
                    "Basic " + encoded("alice:" + SECRET),
                    "basic " + encoded("alice"),
                    "BASIC " + encoded(":"),
                    "Basic " + encoded("ä:\uD83D\uDE00:" + SECRET),
                    "Bearer eyJhbGciOiJIUzI1NiJ9.e30." + SECRET,
                    "bearer cln_" + SECRET,
                    "Negotiate " + SECRET,
                    "arrow_flight_session_id=" + SECRET + "; a=b"),
            List.of(
                    "Basic ",
                    "Bearer ",
                    "Digest ",
                    "=",
                    "==",
                    ":",
                    "\0",
                    "\u00FF",
                    "\u0131",
                    ";",
                    ",",
                    "arrow_flight_session_id=",
                    "x".repeat(5_000)));

    private AuthorizationHeaders() {}

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

package io.colonnade.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.security.authentication.SessionTokens;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.server.session.Owner;
import io.colonnade.server.session.SealedStatements;
import io.colonnade.server.session.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Tickets, handles and session tokens that were changed, or are somebody else's: none opens, and all are refused alike. */
final class SealFuzzIT {
    private static final String SECRET = "sealed-marker-7731";

    private static final SealedBox BOX = SealedBox.of(SealKey.random(), SealKey.random());
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration LIFETIME = Duration.ofHours(10);

    private final SealedStatements tickets = new SealedStatements(BOX, "ticket", LIFETIME, CLOCK);
    private final SealedStatements handles = new SealedStatements(BOX, "prepared statement", LIFETIME, CLOCK);
    private final Owner alice = owner("alice");
    private final Owner bob = owner("bob");

    private static Owner owner(String name) {
        return Owner.of(new Principal(name, Set.of("analyst"), Map.of("region", "EUROPE")));
    }

    /** Something sealed, as its holder may show it. */
    private record Shown(byte[] original, byte[] bytes) {}

    private Shown shown(List<byte[]> all, RandomGenerator random) {
        byte[] original = TextMutations.pick(all, random);
        if (random.nextInt(50) == 0) {
            byte[] noise = new byte[random.nextInt(400)];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) random.nextInt();
            }
            return new Shown(original, noise);
        }
        return new Shown(original, ByteMutations.mutated(original, all, random));
    }

    @Test
    void changedTicketsNeverOpen() {
        List<byte[]> own = new ArrayList<>();
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Statement statement =
                    Statement.of("SELECT '" + SECRET + "' " + "x".repeat(i * 10), i % 2 == 0 ? "tpch" : null, null);
            own.add(tickets.seal(alice, statement).bytes());
            all.add(tickets.seal(bob, statement).bytes());
            all.add(handles.seal(alice, statement).bytes());
        }
        all.addAll(own);
        Fuzz.run("tickets", 200_000, random -> shown(all, random), shown -> ByteMutations.hex(shown.bytes()), shown -> {
            boolean opens = own.stream().anyMatch(whole -> Arrays.equals(whole, shown.bytes()));
            try {
                assertThat(tickets.open(alice, shown.bytes()).sql()).contains(SECRET);
                assertThat(opens).as("this ticket opens").isTrue();
            } catch (ColonnadeException e) {
                assertThat(opens).as("this ticket is refused").isFalse();
                assertRefused(e, "ticket");
            }
        });
    }

    @Test
    void changedSessionTokensNeverOpen() {
        SessionTokens tokens = new SessionTokens(BOX, LIFETIME, CLOCK);
        List<String> issued = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            issued.add(tokens.issue(new Principal(SECRET + i, Set.of("analyst"), Map.of("region", "EUROPE")))
                    .token());
        }
        List<String> foreign = new ArrayList<>(issued);
        foreign.add("cln_"
                + Base64.getUrlEncoder()
                        .encodeToString(tickets.seal(alice, Statement.of("SELECT 1", null, null))
                                .bytes()));
        TextMutations mutations = new TextMutations(foreign, List.of("cln_", "=", "==", "-", "_", "+", "/", "AAAA"));
        Set<byte[]> whole = Set.copyOf(issued.stream().map(SealFuzzIT::decoded).toList());
        Fuzz.run("session tokens", 150_000, mutations, text -> text, token -> {
            try {
                assertThat(tokens.open(token).principal().subject()).startsWith(SECRET);
                byte[] bytes = decoded(token);
                assertThat(whole)
                        .as("another way of writing the same bytes")
                        .anyMatch(known -> Arrays.equals(known, bytes));
            } catch (ColonnadeException e) {
                assertThat(issued).doesNotContain(token);
                assertRefused(e, "");
            }
        });
    }

    private static byte[] decoded(String token) {
        return Base64.getUrlDecoder().decode(token.substring("cln_".length()));
    }

    private static final Map<String, String> MESSAGES = new java.util.concurrent.ConcurrentHashMap<>();

    /** The words are the same whatever is wrong. */
    private static void assertRefused(ColonnadeException e, String purpose) {
        Refusal.check(e, Set.of(ErrorKind.UNAUTHENTICATED), "");
        assertThat(e.clientMessage()).doesNotContain(SECRET);
        assertThat(e.clientMessage()).isEqualTo(MESSAGES.computeIfAbsent(purpose, none -> e.clientMessage()));
    }
}

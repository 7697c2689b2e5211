package io.colonnade.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.QueryPart;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import io.colonnade.source.PageRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class SealedStatementsTest {
    private static final Owner ALICE = new Owner("alice");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Statement STATEMENT =
            Statement.of("SELECT 1 -- é", "tpch", "t1").with(new byte[] {1, 2, 3});
    private static final Statement PART =
            STATEMENT.part(1, new QueryPart(new PageRange(7, PageRange.OPEN), "the plan"));

    private final SealedBox box = SealedBox.of(SealKey.random());
    private final SealedStatements tickets = at(NOW, "ticket");

    private SealedStatements at(Instant now, String purpose) {
        return new SealedStatements(box, purpose, Duration.ofMinutes(10), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void ownerGetsTheWholeStatementBack() {
        Statement opened = tickets.open(ALICE, tickets.seal(ALICE, STATEMENT).bytes());
        assertThat(opened).usingRecursiveComparison().isEqualTo(STATEMENT);
        Statement part = tickets.open(ALICE, tickets.seal(ALICE, PART).bytes());
        assertThat(part).usingRecursiveComparison().isEqualTo(PART);
    }

    @Test
    void anonymousStatementOpensForAnonymousOnly() {
        Owner nobody = new Owner(null);
        byte[] sealed = tickets.seal(nobody, STATEMENT).bytes();
        assertThat(tickets.open(nobody, sealed).sql()).isEqualTo(STATEMENT.sql());
        assertRefused(() -> tickets.open(ALICE, sealed));
        assertRefused(() -> tickets.open(nobody, tickets.seal(ALICE, STATEMENT).bytes()));
    }

    @Test
    void changeOfAnyByteIsRefused() {
        byte[] sealed = tickets.seal(ALICE, STATEMENT).bytes();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertRefused(() -> tickets.open(ALICE, changed));
        }
    }

    @Test
    void truncationAndGarbageAreRefused() {
        byte[] sealed = tickets.seal(ALICE, STATEMENT).bytes();
        for (int length = 0; length < sealed.length; length++) {
            byte[] shorter = java.util.Arrays.copyOf(sealed, length);
            assertRefused(() -> tickets.open(ALICE, shorter));
        }
    }

    @Test
    void everyRefusalReadsTheSame() {
        byte[] sealed = tickets.seal(ALICE, STATEMENT).bytes();
        byte[] changed = sealed.clone();
        changed[40] ^= 1;
        String tampered = message(() -> tickets.open(ALICE, changed));
        assertThat(message(() -> tickets.open(new Owner("bob"), sealed))).isEqualTo(tampered);
        assertThat(message(() -> at(NOW.plusSeconds(600), "ticket").open(ALICE, sealed)))
                .isEqualTo(tampered);
    }

    @Test
    void ticketExpires() {
        byte[] sealed = tickets.seal(ALICE, STATEMENT).bytes();
        assertThat(at(NOW.plusSeconds(599), "ticket").open(ALICE, sealed).sql()).isEqualTo(STATEMENT.sql());
        assertRefused(() -> at(NOW.plusSeconds(600), "ticket").open(ALICE, sealed));
    }

    @Test
    void ticketIsNoPreparedStatement() {
        byte[] sealed = tickets.seal(ALICE, STATEMENT).bytes();
        assertRefused(() -> at(NOW, "prepared statement").open(ALICE, sealed));
    }

    @Test
    void policyThatWasPromisedIsPartOfTheStatement() {
        byte[] sealed = tickets.seal(ALICE, PART.promised("the policy")).bytes();
        assertThat(tickets.open(ALICE, sealed).policy()).isEqualTo("the policy");
    }

    @Test
    void whatGrowsBeyondMeasureWhenItIsInflatedIsRefused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bomb)) {
            for (int i = 0; i < 64; i++) {
                deflater.write(new byte[1024 * 1024]);
            }
        }
        byte[] sealed = box.seal("ticket", bomb.toByteArray());
        assertRefused(() -> tickets.open(ALICE, sealed));
    }

    /** During an upgrade clients ask again: a member that is not known, or missing, might have said what must not be read. */
    @Test
    void statementThatAnotherVersionSealedIsRefused() throws IOException {
        byte[] sealed = tickets.seal(ALICE, STATEMENT).bytes();
        ObjectMapper json = new ObjectMapper();
        ObjectNode content = (ObjectNode)
                json.readTree(new InflaterInputStream(new ByteArrayInputStream(box.open("ticket", sealed))));
        assertThat(tickets.open(ALICE, resealed(content.deepCopy())).sql()).isEqualTo(STATEMENT.sql());
        ObjectNode older = content.deepCopy();
        ((ObjectNode) older.get("statement")).remove("table");
        assertRefused(() -> tickets.open(ALICE, resealed(older)));
        ObjectNode newer = content.deepCopy();
        ((ObjectNode) newer.get("statement")).put("notYetKnown", 1);
        assertRefused(() -> tickets.open(ALICE, resealed(newer)));
    }

    private byte[] resealed(ObjectNode content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(content.toString().getBytes(StandardCharsets.UTF_8));
        }
        return box.seal("ticket", bytes.toByteArray());
    }

    @Test
    void statementThatWouldNotOpenAgainIsNotSealed() {
        Statement repetitive = STATEMENT.with(new byte[4 * 1024 * 1024]);
        assertThatThrownBy(() -> tickets.seal(ALICE, repetitive)).hasMessageContaining("shorten the statement");
    }

    @Test
    void longListOfValuesFitsIntoATicket() {
        String sql = IntStream.range(0, 20_000).mapToObj(String::valueOf).collect(Collectors.joining(",", "IN (", ")"));
        Statement statement = Statement.of(sql, null, null);
        assertThat(tickets.open(ALICE, tickets.seal(ALICE, statement).bytes()).sql())
                .isEqualTo(sql);
    }

    @Test
    void statementThatIsTooLargeIsRefusedWhenSealed() {
        byte[] noise = new byte[SealedBox.LARGEST_PAYLOAD];
        new Random(1).nextBytes(noise);
        Statement large = STATEMENT.with(noise);
        assertThatThrownBy(() -> tickets.seal(ALICE, large))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESOURCE_EXHAUSTED));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAUTHENTICATED));
    }

    private static String message(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ColonnadeException.class, call).getMessage();
    }
}

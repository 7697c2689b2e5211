package io.colonnade.server.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.query.request.Condition;
import io.colonnade.query.request.Condition.Comparison;
import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.security.identity.Principal;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CursorsTest {
    private static final Principal ALICE = new Principal("alice", Set.of(), Map.of());
    private static final String NAME = "Ärger, Müller & Söhne";

    private final Cursors cursors = new Cursors(SealedBox.of(SealKey.random()));
    private final CursorScope scope = scope(ALICE, "name", 1, Map.of(), 2);

    private static CursorScope scope(
            @Nullable Principal who, String order, int id, Map<String, ColumnMask> masks, int major) {
        SelectableBatch batch = Shop.batch(Shop.CUSTOMERS, masks, major);
        SelectionValues values = new SelectionValues();
        Condition where = new Condition.Compare(new ColumnValue("id"), Comparison.GREATER, values.add(id));
        return CursorScope.of(who, TotalOrder.of(batch, OrderText.read(order, batch)), where, values);
    }

    @Test
    void placeComesBackAsItWas() {
        String cursor = cursors.of(scope, List.of(NAME, 7));
        assertThat(cursors.open(scope, cursor)).containsExactly(NAME, 7);
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void valuesOfEveryTypeComeBackExactly() {
        List<@Nullable Object> row = Arrays.asList(
                new BigDecimal("-0.00"),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                true,
                -0.0,
                LocalDate.of(-44, 3, 15),
                LocalTime.parse("23:59:59.999999"),
                "",
                Long.MIN_VALUE);
        SelectableBatch orders = Shop.batch(Shop.ORDERS);
        TotalOrder order =
                TotalOrder.of(orders, OrderText.read("total,created_at,paid,rate,ordered_on,hour,token", orders));
        CursorScope all = CursorScope.of(null, order, null, new SelectionValues());
        assertThat(cursors.open(all, cursors.of(all, row))).isEqualTo(row);
        List<@Nullable Object> nulls = new ArrayList<>(Arrays.asList(new Object[8]));
        assertThat(cursors.open(all, cursors.of(all, nulls))).isEqualTo(nulls);
    }

    @Test
    void cursorTellsNothingOfItsRow() {
        String cursor = cursors.of(scope, List.of(NAME, 7));
        assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
                .doesNotContain("Müller");
        assertThat(cursors.of(scope, List.of(NAME, 7))).isNotEqualTo(cursor);
    }

    @Test
    void cursorOfAnythingElseIsRefusedInTheSameWords() {
        String cursor = cursors.of(scope, List.of(NAME, 7));
        Principal namesake = new Principal("elsewhere", "alice", Set.of(), Map.of());
        List<CursorScope> others = List.of(
                scope(new Principal("bob", Set.of(), Map.of()), "name", 1, Map.of(), 2),
                scope(namesake, "name", 1, Map.of(), 2),
                scope(null, "name", 1, Map.of(), 2),
                scope(ALICE, "name.desc", 1, Map.of(), 2),
                scope(ALICE, "name.nullsfirst", 1, Map.of(), 2),
                scope(ALICE, "id", 1, Map.of(), 2),
                scope(ALICE, "name", 2, Map.of(), 2),
                scope(ALICE, "name", 1, Map.of("customers.name", new ColumnMask.Hash()), 2),
                scope(ALICE, "name", 1, Map.of(), 3));
        List<String> messages = new ArrayList<>();
        others.forEach(other -> messages.add(refusal(other, cursor)));
        messages.add(refusal(scope, ""));
        messages.add(refusal(scope, "not base64!"));
        messages.add(refusal(scope, "A".repeat(100_000)));
        messages.add(refusal(scope, cursor.substring(1)));
        messages.add(new CursorsTest().refusal(scope, cursor));
        assertThat(messages).hasSize(others.size() + 5).containsOnly(messages.get(0));
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        byte[] sealed = Base64.getUrlDecoder().decode(cursors.of(scope, List.of(NAME, 7)));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            refusal(scope, Base64.getUrlEncoder().encodeToString(changed));
        }
    }

    private String refusal(CursorScope other, String cursor) {
        try {
            cursors.open(other, cursor);
            throw new AssertionError("taken");
        } catch (ColonnadeException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
            return e.getMessage();
        }
    }

    @Test
    void scopeIsTheSameWhereverItsParametersAreCountedFrom() {
        SelectableBatch batch = Shop.batch(Shop.CUSTOMERS);
        SelectionValues values = new SelectionValues();
        values.add("of the level above");
        Condition where = new Condition.Compare(new ColumnValue("id"), Comparison.GREATER, values.add(1));
        CursorScope shifted = CursorScope.of(ALICE, TotalOrder.of(batch, OrderText.read("name", batch)), where, values);
        assertThat(cursors.open(shifted, cursors.of(scope, List.of(NAME, 7)))).containsExactly(NAME, 7);
    }

    @Test
    void rowThatNoRequestLineHoldsMakesNoCursor() {
        assertThatThrownBy(() -> cursors.of(scope, List.of("x".repeat(4_000), 7)))
                .isInstanceOf(ColonnadeException.class)
                .hasMessageContaining("order by shorter columns");
    }
}

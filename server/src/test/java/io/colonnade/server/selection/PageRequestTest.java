package io.colonnade.server.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.query.request.Selection.ColumnValue;
import io.colonnade.query.request.Selection.Order;
import io.colonnade.query.request.Selection.Page;
import io.colonnade.query.request.Selection.Place;
import io.colonnade.security.policy.ColumnMask;
import io.colonnade.security.seal.SealKey;
import io.colonnade.security.seal.SealedBox;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PageRequestTest {
    private final SelectionValues values = new SelectionValues();
    private final Cursors cursors = new Cursors(SealedBox.of(SealKey.random()));
    private final SelectableBatch customers = Shop.batch(Shop.CUSTOMERS);

    private static Order order(String column, boolean descending, boolean nullsFirst) {
        return new Order(new ColumnValue(column), descending, nullsFirst);
    }

    private CursorScope scope(SelectableBatch batch) {
        return CursorScope.of(null, TotalOrder.of(batch, List.of()), null, values);
    }

    private Page page(SelectableBatch batch, PageRequest request) {
        return request.page(scope(batch), cursors, 1, values);
    }

    @Test
    void orderEndsInTheKeyAndInTheDirectionThatItEndsIn() {
        assertThat(TotalOrder.of(customers, OrderText.read("name.desc.nullslast", customers))
                        .order())
                .containsExactly(order("name", true, false), order("id", true, true));
        assertThat(TotalOrder.of(customers, OrderText.read("id.desc,name", customers))
                        .order())
                .containsExactly(order("id", true, true), order("name", false, false));
        assertThat(TotalOrder.of(customers, List.of()).order()).containsExactly(order("id", false, false));
    }

    @Test
    void wrongOrdersAreRefused() {
        assertThatThrownBy(() -> OrderText.read("nme", customers)).hasMessageContaining("did you mean 'name'?");
        assertThatThrownBy(() -> OrderText.read("name.descc", customers)).hasMessageContaining("did you mean 'desc'?");
        assertThatThrownBy(() -> OrderText.read("name,", customers)).hasMessageContaining("there is no column ''");
        assertThatThrownBy(() -> OrderText.read("id,".repeat(40) + "id", customers))
                .hasMessageContaining("at most 32 columns");
        SelectableBatch orders = Shop.batch(Shop.ORDERS);
        assertThatThrownBy(() -> TotalOrder.of(orders, OrderText.read("note", orders)))
                .hasMessageContaining("json has no order");
    }

    @Test
    void pageBeginsBehindItsCursorAndAsksForWhatTellsThatThereIsMore() {
        SelectableBatch orders = Shop.batch(Shop.ORDERS);
        CursorScope byTotal =
                CursorScope.of(null, TotalOrder.of(orders, OrderText.read("total", orders)), null, values);
        String cursor = cursors.of(byTotal, Arrays.asList(null, 9L));
        assertThat(new PageRequest(10L, cursor, null, null, null, null).page(byTotal, cursors, 1, values))
                .isEqualTo(new Page(11L, 0, new Place(Arrays.asList(null, 0)), null, false));
        assertThat(values.list()).containsExactly(9L);
    }

    @Test
    void lastRowsAreCountedFromTheEndAndLimitsAreTakenAsTheyAre() {
        assertThat(page(customers, new PageRequest(null, null, 5L, null, null, null)))
                .isEqualTo(new Page(6L, 0, null, null, true));
        assertThat(page(customers, new PageRequest(null, null, null, null, 5L, 7L)))
                .isEqualTo(new Page(5L, 7, null, null, false));
        assertThat(page(customers, new PageRequest(null, null, null, null, null, null)))
                .isEqualTo(Page.ALL);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertRefused("less than 0", -1L, null, null);
        assertRefused("at most 10000 rows", 10_001L, null, null);
        assertRefused("first and last do not go together", 1L, 1L, null);
        assertRefused("limit and offset do not go together", 1L, null, 0L);
        assertRefused("limit and offset do not go together", null, 1L, 3L);
    }

    private static void assertRefused(String why, @Nullable Long first, @Nullable Long last, @Nullable Long offset) {
        assertThatThrownBy(() -> new PageRequest(first, null, last, null, null, offset))
                .hasMessageContaining(why);
    }

    @Test
    void farOffsetIsTold() {
        assertThat(new PageRequest(null, null, null, null, null, 100_000L).isFar())
                .isFalse();
        assertThat(new PageRequest(null, null, null, null, null, 100_001L).isFar())
                .isTrue();
    }

    @Test
    void rowsThatAMaskMakesEqualHaveNoPages() {
        SelectableBatch rounded = Shop.batch(Shop.CUSTOMERS, Map.of("customers.id", new ColumnMask.Round(-3)));
        assertThatThrownBy(() -> page(rounded, new PageRequest(5L, null, null, null, null, null)))
                .hasMessageContaining("masked for you");
        SelectableBatch hashed = Shop.batch(Shop.CUSTOMERS, Map.of("customers.id", new ColumnMask.Hash()));
        assertThat(page(hashed, new PageRequest(5L, null, null, null, null, null))
                        .limit())
                .isEqualTo(6);
    }
}

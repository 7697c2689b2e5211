package io.colonnade.server.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.request.Selection.Pair;
import io.colonnade.security.policy.ColumnMask;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchRelationsTest {
    private static final ColumnMask HASH = new ColumnMask.Hash();

    @Test
    void foreignKeyLeadsToItsParentUnderTheNameOfItsColumn() {
        assertThat(Shop.batch(Shop.ORDERS).relations().values())
                .contains(
                        new BatchRelation("customer", "customers", false, List.of(new Pair("id", "customer_id"))),
                        new BatchRelation("payer", "customers", false, List.of(new Pair("id", "payer_id"))));
    }

    @Test
    void columnsThatReferToOneCompositeKeyAreOneRelation() {
        assertThat(Shop.batch(Shop.ORDERS).relations())
                .containsEntry(
                        "stores",
                        new BatchRelation(
                                "stores",
                                "stores",
                                false,
                                List.of(new Pair("country", "store_country"), new Pair("number", "store_number"))));
    }

    @Test
    void childrenBearTheNameOfTheirBatchUnlessTheyReferTwice() {
        assertThat(Shop.batch(Shop.CUSTOMERS).relations().keySet())
                .containsExactly("orders_by_customer_id", "orders_by_payer_id");
        assertThat(Shop.batch(Shop.ORDERS).relations())
                .containsEntry("items", new BatchRelation("items", "items", true, List.of(new Pair("order", "id"))));
    }

    @Test
    void relationIsNeverCalledAsAColumnIs() {
        assertThat(Shop.batch(Shop.ITEMS).relations().keySet()).containsExactly("orders_by_order");
    }

    @Test
    void referenceToHalfAKeyIsNoRelation() {
        assertThat(Shop.batch(Shop.STORES).relations().keySet()).containsExactly("orders");
    }

    @Test
    void relationOverAMaskedColumnIsNotThereAndTheOthersKeepTheirNames() {
        assertThat(Shop.batch(Shop.CUSTOMERS, Map.of("orders.payer_id", HASH))
                        .relations()
                        .keySet())
                .containsExactly("orders_by_customer_id");
        assertThat(Shop.batch(Shop.ORDERS, Map.of("stores.number", HASH))
                        .relations()
                        .keySet())
                .containsExactly("customer", "payer", "items");
    }
}

package io.colonnade.server.flight;

import static io.colonnade.server.graphql.schema.SomeProjections.batch;
import static io.colonnade.server.graphql.schema.SomeProjections.column;
import static io.colonnade.server.graphql.schema.SomeProjections.projection;
import static io.colonnade.server.graphql.schema.SomeProjections.visible;
import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Column.Reference;
import io.colonnade.contract.Relation;
import io.colonnade.query.VisibleProjection;
import io.colonnade.type.ColumnType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Foreign keys as metadata of JDBC and its like have them. */
final class KeyListingsTest {
    private static final Batch SHELVES = new Batch(
            "shelves",
            "",
            new Relation.Table("shelves"),
            null,
            List.of("hall", "row"),
            List.of(),
            List.of(column("hall", "int32"), column("row", "int32")),
            List.of());

    private static Column reference(String name, String column) {
        return new Column(
                name,
                ColumnType.parse("int32").orElseThrow(),
                false,
                name,
                new Reference("shelves", column),
                List.of(),
                "");
    }

    private static List<String> listed(VisibleProjection... visible) {
        return KeyListings.links(List.of(visible), KeyListings.BY_CHILD, link -> true).stream()
                .map(row -> row[6] + "." + row[7] + " -> " + row[2] + "." + row[3] + " " + row[8] + " " + row[9])
                .toList();
    }

    @Test
    void columnsOfOneForeignKeyAreNumbered() {
        Batch books = batch("books", column("id", "int32"), reference("at_row", "row"), reference("in_hall", "hall"));
        Batch lamps = batch("lamps", column("id", "int32"), reference("hall", "hall"));
        assertThat(listed(projection(
                        "library", visible(SHELVES, Map.of()), visible(books, Map.of()), visible(lamps, Map.of()))))
                .containsExactly(
                        "books.in_hall -> shelves.hall 1 books_in_hall_at_row_fkey",
                        "books.at_row -> shelves.row 2 books_in_hall_at_row_fkey");
    }

    @Test
    void whatLeadsToAHiddenBatchIsNotListed() {
        Batch books = batch("books", column("id", "int32"), reference("at_row", "row"), reference("in_hall", "hall"));
        VisibleProjection all = projection("library", visible(SHELVES, Map.of()), visible(books, Map.of()));
        assertThat(listed(new VisibleProjection(all.projection(), all.batches().subList(1, 2), null)))
                .isEmpty();
    }
}

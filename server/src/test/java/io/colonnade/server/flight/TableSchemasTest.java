package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Column;
import io.colonnade.contract.Projection;
import io.colonnade.contract.Relation;
import io.colonnade.contract.Stability;
import io.colonnade.contract.Version;
import io.colonnade.security.policy.Grant;
import io.colonnade.security.policy.ProjectionPolicy;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class TableSchemasTest {
    private static final Column PRICE =
            new Column("price", ColumnType.decimal(12, 2), false, "price", null, List.of(), "What it costs");
    private static final Column NOTE =
            new Column("note", ColumnType.of(TypeName.STRING), true, "note", null, List.of(), "");
    private static final Column HIDDEN =
            new Column("tenant_id", ColumnType.of(TypeName.STRING), true, "tenant_id", null, List.of(), "");
    private static final Batch ITEMS = new Batch(
            "items",
            "",
            new Relation.Table("items"),
            null,
            List.of("price"),
            List.of(),
            List.of(PRICE, NOTE),
            List.of(HIDDEN));
    private static final Projection SALES = new Projection(
            "sales",
            new Version(1, 2, 3),
            Stability.DEPRECATED,
            "",
            "shop",
            List.of(ITEMS),
            new ProjectionPolicy("sales", new Grant(false, Set.of()), List.of(), List.of()));

    private final Schema schema = TableSchemas.of(SALES, ITEMS);

    @Test
    void typeAndNullabilityAreThoseOfTheContract() {
        assertThat(schema.findField("price").getType()).isEqualTo(new ArrowType.Decimal(12, 2, 128));
        assertThat(schema.findField("price").isNullable()).isFalse();
        assertThat(schema.findField("note").isNullable()).isTrue();
    }

    @Test
    void columnsForRowFiltersAreNotShown() {
        assertThat(schema.getFields()).extracting(field -> field.getName()).containsExactly("price", "note");
    }

    @Test
    void columnMetadataIsWhatJdbcAndOdbcBridgesRead() {
        assertThat(schema.findField("price").getMetadata())
                .containsAllEntriesOf(Map.of(
                        "ARROW:FLIGHT:SQL:CATALOG_NAME", "colonnade",
                        "ARROW:FLIGHT:SQL:SCHEMA_NAME", "sales",
                        "ARROW:FLIGHT:SQL:TABLE_NAME", "items",
                        "ARROW:FLIGHT:SQL:TYPE_NAME", "numeric",
                        "ARROW:FLIGHT:SQL:PRECISION", "12",
                        "ARROW:FLIGHT:SQL:SCALE", "2",
                        "ARROW:FLIGHT:SQL:IS_AUTO_INCREMENT", "0",
                        "ARROW:FLIGHT:SQL:REMARKS", "What it costs"));
        assertThat(schema.findField("note").getMetadata())
                .containsEntry("ARROW:FLIGHT:SQL:TYPE_NAME", "text")
                .doesNotContainKeys("ARROW:FLIGHT:SQL:REMARKS", "ARROW:FLIGHT:SQL:SCALE");
    }

    @Test
    void schemaNamesTheContract() {
        assertThat(schema.getCustomMetadata())
                .containsEntry("colonnade.projection", "sales")
                .containsEntry("colonnade.version", "1.2.3")
                .containsEntry("colonnade.stability", "deprecated");
    }
}

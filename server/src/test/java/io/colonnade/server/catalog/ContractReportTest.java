package io.colonnade.server.catalog;

import static io.colonnade.server.graphql.schema.SomeProjections.batch;
import static io.colonnade.server.graphql.schema.SomeProjections.column;
import static io.colonnade.server.graphql.schema.SomeProjections.optional;
import static io.colonnade.server.graphql.schema.SomeProjections.projection;
import static io.colonnade.server.graphql.schema.SomeProjections.visible;
import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.contract.Batch;
import io.colonnade.contract.Deprecation;
import io.colonnade.query.VisibleProjection;
import io.colonnade.query.VisibleProjection.VisibleBatch;
import io.colonnade.security.policy.ColumnMask;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the catalogue routes tell of contracts. */
final class ContractReportTest {
    private static final VisibleProjection OLD = projection(
            "sales@1",
            new Deprecation("sales_inside", LocalDate.of(2027, 1, 31)),
            visible(batch("orders", column("id", "int32")), Map.of()));

    @Test
    void deprecationSaysWhatToUseInstead() {
        assertThat(ContractReport.of(OLD).path("deprecation"))
                .hasToString("{\"replacement\":\"sales_inside\",\"sunset\":\"2027-01-31\"}");
    }

    @Test
    void valuesOfAnEnumerationAreNotThoseThatAMaskShows() {
        Batch orders = batch("orders", optional("status", "string", "open", "paid"));
        assertThat(report(visible(orders, Map.of()))).contains("\"open\",\"paid\"");
        assertThat(report(visible(orders, Map.of("status", new ColumnMask.Redact()))))
                .doesNotContain("open")
                .contains("\"mask\":\"redact\"");
    }

    private static String report(VisibleBatch batch) {
        return ContractReport.of(projection("sales", batch)).toString();
    }

    @Test
    void replacementThatTheCallerMayNotKnowOfIsNotNamed() {
        VisibleProjection seen = new VisibleProjection(OLD.projection(), OLD.batches(), null);
        assertThat(ContractReport.of(seen).path("deprecation")).hasToString("{\"sunset\":\"2027-01-31\"}");
        assertThat(ContractReport.of(List.of(seen)).toString()).doesNotContain("sales_inside");
    }
}

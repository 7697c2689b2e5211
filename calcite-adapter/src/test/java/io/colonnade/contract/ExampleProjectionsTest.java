package io.colonnade.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.security.policy.RowFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleProjectionsTest {
    private static final Path EXAMPLES = Path.of("..", "examples", "projections");

    private static ContractDatabase database;
    private static Contracts contracts;

    @BeforeAll
    static void compile() {
        database = ContractDatabase.create("contract_examples");
        database.execute(TpchTables.DDL);
        contracts = new ProjectionCompiler((projection, batch, filter) -> {}, mask -> {})
                .compile(EXAMPLES, Map.of("tpch", database.source()));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void bothExamplesCompileAgainstTheDemoTables() {
        assertThat(contracts.projections()).extracting(Projection::name).containsExactly("sales_analytics", "tpch");
    }

    @Test
    void theBenchmarkIsForAdministratorsOnly() {
        Projection tpch = contracts.projection("tpch").orElseThrow();
        assertThat(tpch.policy().grant().requiresAuthentication()).isTrue();
        assertThat(tpch.policy().grant().allow()).containsExactly("admin");
    }

    @Test
    void theBenchmarkHasAllColumnsOfAllTables() {
        Projection tpch = contracts.projection("tpch").orElseThrow();
        assertThat(tpch.batches())
                .extracting(Batch::name)
                .containsExactly("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");
        assertThat(tpch.batches().stream().mapToInt(batch -> batch.columns().size()))
                .containsExactly(3, 4, 7, 8, 9, 5, 9, 16);
        assertThat(tpch.batches().stream().flatMap(batch -> batch.columns().stream()))
                .allSatisfy(column -> assertThat(column.expression()).isEqualTo('"' + column.name() + '"'));
    }

    @Test
    void everyBatchOfTheSalesExampleIsFilteredByRegion() {
        Projection sales = contracts.projection("sales_analytics").orElseThrow();
        assertThat(sales.policy().filters())
                .extracting(RowFilter::batch)
                .containsExactly("customers", "orders", "lineitems");
        assertThat(sales.batches())
                .allSatisfy(batch -> assertThat(batch.filterColumns())
                        .extracting(Column::name)
                        .containsExactly("region"))
                .allSatisfy(batch -> assertThat(batch.column("region")).isEmpty());
    }

    @Test
    void regionJoinsDisappearWhereTheRegionIsNotRead() {
        Batch orders = contracts
                .projection("sales_analytics")
                .orElseThrow()
                .batch("orders")
                .orElseThrow();
        String plan = database.explain("SELECT \"o_orderkey\" FROM " + SourceSql.from(orders.relation()));
        assertThat(plan).contains("orders").doesNotContain("customer", "nation", "region");
    }

    @Test
    void exampleOfTheManualCompiles(@TempDir Path directory) throws IOException {
        database.execute("""
                CREATE TABLE tb_tenant (id int PRIMARY KEY, region text);
                CREATE TABLE tb_customer (id uuid PRIMARY KEY, email text, date_of_birth date, tenant_id int);
                CREATE TABLE tb_order (id bigint PRIMARY KEY, fk_customer uuid, state text, total numeric(12,2),
                  created_at timestamptz, data jsonb, deleted_at timestamptz, tenant_id int);
                """);
        String manual = Files.readString(Path.of("..", "docs", "projections.md"));
        String yaml = manual.substring(manual.indexOf("```yaml") + 7, manual.indexOf("```\n\n`examples"));
        Path file = Files.writeString(directory.resolve("shop.yaml"), yaml);
        Contracts compiled = new ProjectionCompiler((projection, batch, filter) -> {}, mask -> {})
                .compile(file, Map.of("shop_db", database.source()));
        assertThat(compiled.projection("shop").orElseThrow().batches()).hasSize(2);
    }
}

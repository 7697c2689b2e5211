package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.query.operator.ColonnadeOperators;
import io.colonnade.server.admission.SomeLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;

class ServerFactsTest {
    /** What is called over rows, or has no name that a user could write. */
    private static final List<String> AGGREGATES = List.of(
            "grouping count min max percentile_disc row_number rank dense_rank percent_rank cume_dist lag lead first_value last_value nth_value ntile numeric_cast numeric_cast_unbounded sum avg stddev stddev_samp stddev_pop variance var_samp var_pop corr covar_pop covar_samp bool_and bool_or every percentile_cont string_agg"
                    .split(" "));

    private final ServerFacts facts =
            new ServerFacts(FlightDoorSettings.listeningOn("localhost", 0), SomeLimits.wide());

    @Test
    void everyCodeOfTheSpecificationHasAFact() {
        List<Integer> codes = Arrays.stream(SqlInfo.values())
                .filter(info -> info != SqlInfo.UNRECOGNIZED)
                .map(SqlInfo::getNumber)
                .toList();
        assertThat(facts.of(List.of()).keySet()).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void chosenCodesComeInTheOrderAskedForAndUnknownOnesNotAtAll() {
        assertThat(facts.of(List.of(505, 99_999, 0)).keySet()).containsExactly(505, 0);
    }

    @Test
    void functionsAreThoseThatQueriesMayCall() {
        List<String> listed = Stream.of(
                        FunctionNames.NUMERIC, FunctionNames.STRING, FunctionNames.SYSTEM, FunctionNames.DATETIME)
                .flatMap(List::stream)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        List<String> rest = new ArrayList<>(ColonnadeOperators.INSTANCE.functionNames());
        assertThat(listed).doesNotHaveDuplicates().allMatch(rest::contains);
        rest.removeAll(listed);
        assertThat(rest.stream().distinct().toList()).isEqualTo(AGGREGATES);
    }

    @Test
    void everyFactIsWrittenWithItsOwnValue() {
        Map<Integer, Object> all = facts.of(List.of());
        try (BufferAllocator allocator = new RootAllocator()) {
            try (VectorSchemaRoot root = VectorSchemaRoot.create(Schemas.GET_SQL_INFO_SCHEMA, allocator)) {
                FactCells.write(root, all);
                assertThat(root.getRowCount()).isEqualTo(all.size());
                int row = 0;
                for (Map.Entry<Integer, Object> fact : all.entrySet()) {
                    assertThat(root.getVector("info_name").getObject(row)).isEqualTo(fact.getKey());
                    assertThat(read(root, row))
                            .as("code %s", fact.getKey())
                            .isEqualTo(
                                    fact.getValue() instanceof Map
                                            ? "[]"
                                            : fact.getValue().toString());
                    row++;
                }
            }
            assertThat(allocator.getAllocatedMemory()).isZero();
        }
    }

    private static String read(VectorSchemaRoot root, int row) {
        String text = root.getVector("value").getObject(row).toString();
        return text.startsWith("[\"") ? text.replace("\"", "").replace(",", ", ") : text;
    }

    @Test
    void transactionsAreAdvertisedWithoutSavepoints() {
        assertThat(facts.of(List.of(SqlInfo.FLIGHT_SQL_SERVER_TRANSACTION_VALUE))
                        .values())
                .containsExactly(1);
    }
}

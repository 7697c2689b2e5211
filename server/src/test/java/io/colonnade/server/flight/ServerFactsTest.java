package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.server.admission.SomeLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;

class ServerFactsTest {
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

package io.colonnade.it.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.colonnade.it.server.NothingLeft;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.IntVector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements over Flight SQL's own client. */
@ExtendWith(NothingLeft.class)
final class FlightSqlIT {
    @Test
    void adminSeesEverythingAndAliceHerRegionThroughMasks() {
        String sql = "SELECT name, phone, account_balance, address FROM sales_analytics.customers ORDER BY id LIMIT 3";
        try (FlightUser admin = FlightUser.loggedIn("admin");
                FlightUser alice = FlightUser.loggedIn("alice")) {
            assertThat(admin.query(sql).get(0).subList(0, 2)).containsExactly("Customer#000000001", "25-989-741-2988");
            assertThat(alice.query(sql)).hasSize(3).allSatisfy(row -> {
                assertThat(row.get(0)).isEqualTo("[REDACTED]");
                assertThat(String.valueOf(row.get(1))).hasSize(3);
                assertThat(((BigDecimal) row.get(2)).remainder(BigDecimal.valueOf(1000)))
                        .isEqualByComparingTo(BigDecimal.ZERO);
                assertThat(String.valueOf(row.get(3))).matches("[0-9a-f]{64}");
            });
        }
    }

    @Test
    void jsonIsReadByKeyAsPostgresReadsIt() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            assertThat(admin.query("SELECT a_json -> 'a', a_json ->> 'a', a_json -> 'a' ->> 2, a_json ->> 'no'"
                            + " FROM clients.kinds WHERE a_json ->> 'a' IS NOT NULL AND a_json -> 'a' ->> 2 = 'ü'"))
                    .singleElement()
                    .isEqualTo(Arrays.asList("[1, null, \"ü\"]", "[1, null, \"ü\"]", "ü", null));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a_uuid = '00112233-4455-6677-8899-AABBCCDDEEFF'",
                "'00112233445566778899aabbccddeeff' = a_uuid",
                "a_uuid IN ('00112233-4455-6677-8899-AABBCCDDEEFF', '00112233-4455-6677-8899-aabbccddee00')",
                "a_uuid BETWEEN '00112233-4455-6677-8899-AABBCCDDEEFE' AND '00112233-4455-6677-8899-AABBCCDDEEFF'",
                "a_uuid::text = '00112233-4455-6677-8899-aabbccddeeff'"
            })
    void uuidIsComparedAsAUuid(String condition) {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            assertThat(admin.query("SELECT id FROM clients.kinds WHERE " + condition))
                    .containsExactly(List.of(1));
        }
    }

    @Test
    void everyTypeArrivesWithItsExtremes() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            List<List<@Nullable Object>> rows = admin.query("SELECT * FROM clients.kinds ORDER BY id");
            assertThat(rows.get(0).subList(0, 15))
                    .containsExactly(
                            1,
                            "Grüße, 東京 🏛",
                            "line 1\nline \"2\", \\",
                            42,
                            4_200_000_000L,
                            1.5f,
                            2.25,
                            true,
                            new BigDecimal("1234.56"),
                            new BigDecimal("0.0000000001"),
                            new BigDecimal("0.00000000000000000001"),
                            LocalDate.of(2024, 2, 29),
                            LocalTime.parse("12:34:56.789012"),
                            Instant.parse("2024-07-01T12:00:00Z"),
                            "{\"a\": [1, null, \"ü\"]}");
            assertThat(rows.get(1).subList(3, 14))
                    .containsExactly(
                            Integer.MIN_VALUE,
                            Long.MIN_VALUE,
                            -Float.MAX_VALUE,
                            -Double.MAX_VALUE,
                            false,
                            new BigDecimal("-9999999999.99"),
                            new BigDecimal("-9999999999999999999999999999.9999999999"),
                            new BigDecimal("-" + "9".repeat(56) + "." + "9".repeat(20)),
                            LocalDate.of(1, 1, 1),
                            LocalTime.MIDNIGHT,
                            Instant.parse("0001-01-01T00:00:00Z"));
            assertThat(rows.get(2).subList(3, 14))
                    .containsExactly(
                            Integer.MAX_VALUE,
                            Long.MAX_VALUE,
                            Float.MAX_VALUE,
                            Double.MAX_VALUE,
                            true,
                            new BigDecimal("9999999999.99"),
                            new BigDecimal("9999999999999999999999999999.9999999999"),
                            new BigDecimal("9".repeat(56) + "." + "9".repeat(20)),
                            LocalDate.of(9999, 12, 31),
                            LocalTime.parse("23:59:59.999999"),
                            Instant.parse("9999-12-31T23:59:59.999999Z"));
            assertThat(rows.get(2).get(2)).isEqualTo("é".repeat(10000));
            assertThat((byte[]) rows.get(2).get(15)).hasSize(10000);
            assertThat(rows.get(3).subList(1, 17)).isEqualTo(Collections.nCopies(16, null));
        }
    }

    @Test
    void emptyResultHasItsSchema() {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            assertThat(admin.query("SELECT * FROM clients.kinds WHERE id < 0")).isEmpty();
        }
    }

    @Test
    void aMillionRowsArriveInMessagesThatEveryClientTakes() throws Exception {
        try (FlightUser admin = FlightUser.loggedIn("admin")) {
            long rows = 0;
            long sum = 0;
            var info = admin.client()
                    .execute("SELECT n, name, wide FROM clients.numbers WHERE n <= 1000000", admin.credentials());
            try (FlightStream stream = admin.open(info.getEndpoints().get(0).getTicket())) {
                while (stream.next()) {
                    int count = stream.getRoot().getRowCount();
                    assertThat(stream.getRoot().getFieldVectors().stream()
                                    .mapToLong(vector -> vector.getBufferSize())
                                    .sum())
                            .isLessThanOrEqualTo(4 << 20);
                    rows += count;
                    for (int i = 0; i < count; i++) {
                        sum += ((IntVector) stream.getRoot().getVector(0)).get(i);
                    }
                }
            }
            assertThat(rows).isEqualTo(1_000_000);
            assertThat(sum).isEqualTo(1_000_000L * 1_000_001 / 2);
        }
    }
}

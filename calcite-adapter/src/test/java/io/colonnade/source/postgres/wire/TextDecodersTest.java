package io.colonnade.source.postgres.wire;

import static io.colonnade.source.SourceReading.promised;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.Oid;

/** Texts, and what becomes one; expected texts are what PostgreSQL 17 prints. */
class TextDecodersTest {
    private static final int ENUM = 16_500;

    private static @Nullable Object text(int oid, byte[] bytes) {
        Object narrow = DecodedColumn.value(promised("c", "string"), oid, bytes);
        assertThat(DecodedColumn.value(promised("c", "large_string"), oid, bytes))
                .isEqualTo(narrow);
        return narrow;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Zürich", "日本語", "😀 and more than a few bytes", "a\nb\tc", "  padded  "})
    void textIsCopied(String text) {
        for (int oid : List.of(Oid.TEXT, Oid.VARCHAR, Oid.BPCHAR, Oid.NAME, Oid.JSON, Oid.XML, 705, ENUM)) {
            assertThat(text(oid, text.getBytes(UTF_8))).isEqualTo(text);
        }
    }

    @Test
    void bytesAreCopied() {
        byte[] bytes = {0, 1, -1, 127, -128};
        assertThat(DecodedColumn.value(promised("c", "binary"), Oid.BYTEA, bytes))
                .isEqualTo(bytes);
        assertThat(DecodedColumn.value(promised("c", "binary"), Oid.BYTEA, new byte[0]))
                .isEqualTo(new byte[0]);
    }

    @Test
    void jsonbIsTheTextAfterItsVersion() {
        assertThat(DecodedColumn.value(promised("c", "json"), Oid.JSONB, "\u0001{\"a\": 1}".getBytes(UTF_8)))
                .isEqualTo("{\"a\": 1}");
        for (String wrong : List.of("", "\u0002{}", "{}")) {
            assertThatThrownBy(() -> text(Oid.JSONB, wrong.getBytes(UTF_8))).isInstanceOf(WireFormatException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "01234567-89ab-cdef-fedc-ba9876543210", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"
            })
    void uuidIsWrittenInSmallLetters(String text) {
        UUID uuid = UUID.fromString(text);
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        assertThat(text(Oid.UUID, bytes.array())).isEqualTo(text);
        assertThat(DecodedColumn.value(promised("c", "uuid"), Oid.UUID, bytes.array()))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "41, A",
        "7F, \u007F",
        "80, \\200",
        "FF, \\377",
        "D3, \\323",
    })
    void singleByteIsACharacterOrOctal(String hex, String text) {
        assertThat(text(Oid.CHAR, WireBytes.hex(hex))).isEqualTo(text);
        assertThat(text(Oid.CHAR, new byte[1])).isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 00:00:00",
        "14, 3, 14706000000, 1 year 2 mons 3 days 04:05:06",
        "1, 1, 0, 1 mon 1 day",
        "-12, 0, 0, -1 years",
        "-14, 3, -14706500000, -1 years -2 mons +3 days -04:05:06.5",
        "-1, 0, 1, -1 mons +00:00:00.000001",
        "0, -1, 60000000, -1 days +00:01:00",
        "0, 0, -1, -00:00:00.000001",
        "0, 0, 9223372036854775807, 2562047788:00:54.775807",
        "0, 0, -9223372036854775808, -2562047788:00:54.775808",
        "-2147483648, -2147483648, 0, -178956970 years -8 mons -2147483648 days",
        "2147483647, 2147483647, 9223372036854775807, infinity",
        "-2147483648, -2147483648, -9223372036854775808, -infinity",
        "13, 0, 1230000, 1 year 1 mon 00:00:01.23",
        "0, 0, 360000000000, 100:00:00",
    })
    void intervalIsWrittenAsPostgresPrintsIt(int months, int days, long microseconds, String text) {
        assertThat(text(Oid.INTERVAL, WireBytes.interval(months, days, microseconds)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "02 20 00 04 7F000001, 127.0.0.1",
        "02 18 00 04 0A000005, 10.0.0.5/24",
        "02 20 01 04 0A000005, 10.0.0.5/32",
        "02 00 01 04 00000000, 0.0.0.0/0",
        "03 80 00 10 00000000000000000000000000000000, ::",
        "03 80 00 10 00000000000000000000000000000001, ::1",
        "03 80 00 10 0000000000000000000000000A000005, ::10.0.0.5",
        "03 80 00 10 00000000000000000000FFFF0A000005, ::ffff:10.0.0.5",
        "03 40 01 10 20010DB8000000000000000000000000, 2001:db8::/64",
        "03 80 00 10 20010DB8000000010000000000000001, 2001:db8:0:1::1",
        "03 80 00 10 00010002000300040005000600070008, 1:2:3:4:5:6:7:8",
        "03 80 00 10 00010000000300040005000600070008, 1:0:3:4:5:6:7:8",
        "03 80 00 10 00010000000000040000000000000008, 1:0:0:4::8",
        "03 80 00 10 FE8000000000000000000000000000A0, fe80::a0",
        "03 80 01 10 20010DB8000000000000000000001230, 2001:db8::1230/128",
    })
    void addressIsWrittenAsPostgresPrintsIt(String hex, String text) {
        assertThat(text(Oid.INET, WireBytes.hex(hex))).isEqualTo(text);
        assertThat(text(Oid.CIDR, WireBytes.hex(hex))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02 20", "04 20 00 04 00000000", "02 21 00 04 00000000", "02 20 00 10 00000000"})
    void whatIsNoAddressIsRefused(String hex) {
        assertThatThrownBy(() -> text(Oid.INET, WireBytes.hex(hex))).isInstanceOf(WireFormatException.class);
    }

    @Test
    void typeOfUnknownFormIsNamedByItsNumber() {
        assertThatThrownBy(() -> text(Oid.MACADDR, new byte[6]))
                .isInstanceOf(ColonnadeException.class)
                .hasMessage("Cannot read column 'c': the source returns its type number 829, whose binary form is not"
                        + " known; cast it to text");
    }
}

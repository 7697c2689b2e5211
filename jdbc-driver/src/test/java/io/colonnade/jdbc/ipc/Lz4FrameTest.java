package io.colonnade.jdbc.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of the reference implementation's command line, and what is made of them by changing their bytes. */
class Lz4FrameTest {
    private static final String BLOCK = "af636f6c6f6e6e616465200a00ff10ff1a000102030405060708090a0b0c0d0e0f1011121314"
            + "15161718191a1b1c1d1e1f2021222324252627780100ff145078787878";
    private static final String FAST = "04224d186440a744000000" + BLOCK + "7800000000396b6f5e";

    /** With the content's length, and a checksum behind each block. */
    private static final String THOROUGH =
            "04224d187c4080020000000000006b44000000" + BLOCK + "78bd1e634c00000000396b6f5e";

    private static byte[] content() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes("colonnade ".repeat(30).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 40; i++) {
            content.write(i);
        }
        content.writeBytes("x".repeat(300).getBytes(StandardCharsets.US_ASCII));
        return content.toByteArray();
    }

    private static byte[] bytes(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }

    private static byte[] decoded(byte[] frame, int length) throws SQLException {
        byte[] content = new byte[length];
        Lz4Frame.decode(ByteBuffer.wrap(frame), content);
        return content;
    }

    @ParameterizedTest
    @ValueSource(strings = {FAST, THOROUGH})
    void aFrameOfTheReferenceImplementationIsRead(String frame) throws SQLException {
        assertThat(decoded(bytes(frame), content().length)).isEqualTo(content());
    }

    @Test
    void blocksMayBeStoredAsTheyAre() throws SQLException {
        assertThat(decoded(bytes("04224d18607073" + "03000080616263" + "02000080" + "6465" + "00000000"), 5))
                .isEqualTo("abcde".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 639, 641, 100_000})
    void aLengthThatIsNotTheContentsIsRefused(int length) {
        assertThatThrownBy(() -> decoded(bytes(FAST), length))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08P01"));
    }

    @Test
    void brokenFramesAreRefusedAndNothingElse() {
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] frame = bytes(i % 2 == 0 ? FAST : THOROUGH);
            frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
            byte[] cut = java.util.Arrays.copyOf(frame, i % 3 == 0 ? random.nextInt(frame.length) : frame.length);
            try {
                decoded(cut, 640);
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("08P01");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, 1L << 40, 1_000_000})
    void aLengthThatTheFrameCannotHaveTakesNoMemory(long stated) {
        byte[] frame = bytes(FAST);
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + frame.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(stated)
                .put(frame)
                .flip();
        assertThatThrownBy(() -> BodyCompression.LZ4.open(buffer, 1 << 20))
                .hasMessageContaining("a length that it cannot have");
    }

    @Test
    void aBufferThatIsLongerThanItsBatchMayBeIsRefused() {
        byte[] frame = bytes(FAST);
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + frame.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(frame.length)
                .put(frame)
                .flip();
        assertThatThrownBy(() -> BodyCompression.LZ4.open(buffer, frame.length - 1))
                .hasMessageContaining("a length that it cannot have");
    }

    @Test
    void aBufferThatIsNoShorterCompressedIsSentAsItIs() throws SQLException {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(-1)
                .put((byte) 7)
                .flip();
        ByteBuffer content = BodyCompression.LZ4.open(buffer, 1 << 20);
        assertThat(content.remaining()).isOne();
        assertThat(content.get(0)).isEqualTo((byte) 7);
    }
}

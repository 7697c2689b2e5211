package io.colonnade.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContentCodingTest {
    @ParameterizedTest
    @EnumSource
    void whatIsFlushedCanBeReadAndNothingIsSentBefore(ContentCoding coding) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (OutputStream out = coding.encode(sent)) {
            assertThat(sent.size()).isZero();
            out.write(new byte[] {1, 2, 3});
            out.flush();
            assertThat(decoded(coding, sent).readNBytes(3)).containsExactly(1, 2, 3);
        }
        assertThat(decoded(coding, sent).readAllBytes()).containsExactly(1, 2, 3);
    }

    private static InputStream decoded(ContentCoding coding, ByteArrayOutputStream sent) throws IOException {
        InputStream bytes = new ByteArrayInputStream(sent.toByteArray());
        return switch (coding) {
            case IDENTITY -> bytes;
            case GZIP -> new GZIPInputStream(bytes);
            case ZSTD -> new ZstdInputStream(bytes);
        };
    }
}

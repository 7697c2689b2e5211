package io.colonnade.jdbc.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor;
import org.junit.jupiter.api.Test;

class FlightFrameMarshallerTest {
    private final FlightFrameMarshaller marshaller = new FlightFrameMarshaller();
    private final byte[] message = FlightData.newBuilder()
            .setFlightDescriptor(FlightDescriptor.newBuilder().addPath("ignored"))
            .setDataHeader(ByteString.copyFromUtf8("header"))
            .setAppMetadata(ByteString.copyFromUtf8("ignored too"))
            .setDataBody(ByteString.copyFromUtf8("the body"))
            .build()
            .toByteArray();

    @Test
    void theBodyIsAViewOfTheBytesThatWereRead() {
        FlightFrame frame = marshaller.parse(new ByteArrayInputStream(message));
        assertThat(frame.hasMessage()).isTrue();
        byte[] body = new byte[frame.body().remaining()];
        frame.body().duplicate().get(body);
        assertThat(body).asString().isEqualTo("the body");
        assertThat(frame.body().array()).hasSameSizeAs(message);
    }

    @Test
    void framesWithoutArrowDataAreRecognised() {
        byte[] note = FlightData.newBuilder()
                .setAppMetadata(ByteString.copyFromUtf8("note"))
                .build()
                .toByteArray();
        assertThat(marshaller.parse(new ByteArrayInputStream(note)).hasMessage())
                .isFalse();
    }

    @Test
    void truncatedMessagesAreRefused() {
        byte[] cut = Arrays.copyOf(message, message.length - 3);
        assertThatThrownBy(() -> marshaller.parse(new ByteArrayInputStream(cut)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("malformed");
    }
}

package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.NoOpSessionOptionValueVisitor;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompressionTest {
    private static final String SQL = "rows 100000";
    private static final Map<String, String> ALICE = Map.of("authorization", "Bearer jwt-alice");

    private final DoorFixture fixture = new DoorFixture();
    private final CallOption alice = DoorFixture.bearer("jwt-alice");

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void nobodyGetsCompressedBatchesUnasked() throws Exception {
        RawStream stream = raw(ALICE);
        assertThat(stream.status().isOk()).isTrue();
        assertThat(stream.codecs()).isNotEmpty().containsOnly((byte) -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "ZSTD"})
    void theHeaderOfACallAsksForCompressedBodies(String name) throws Exception {
        RawStream compressed = raw(Map.of("authorization", "Bearer jwt-alice", Callers.COMPRESSION, name));
        assertThat(compressed.status().isOk()).isTrue();
        assertThat(compressed.codecs()).isNotEmpty().containsOnly(CompressionType.ZSTD);
        assertThat(compressed.bodyBytes()).isLessThan(raw(ALICE).bodyBytes() / 2);
    }

    @Test
    void lz4IsASmallerBodyToo() throws Exception {
        RawStream compressed = raw(Map.of("authorization", "Bearer jwt-alice", Callers.COMPRESSION, "lz4"));
        assertThat(compressed.codecs()).isNotEmpty().containsOnly(CompressionType.LZ4_FRAME);
        assertThat(compressed.bodyBytes()).isLessThan(raw(ALICE).bodyBytes() * 3 / 4);
    }

    /** Read by Arrow's own codecs. */
    @ParameterizedTest
    @ValueSource(strings = {"zstd", "lz4"})
    void compressedBatchesHoldTheSameRows(String name) throws Exception {
        FlightSqlClient client = fixture.client();
        FlightInfo info = client.execute(SQL, alice);
        assertThat(DoorFixture.rows(client, info, alice, header(name)))
                .hasSize(100_000)
                .isEqualTo(DoorFixture.rows(client, info, alice));
    }

    @Test
    void theSessionAsksForAllOfItsCallsAndACallForItself() throws Exception {
        Map<String, String> session = Map.of("authorization", "Bearer jwt-alice", "cookie", SessionId.COOKIE + "=mine");
        FlightSqlClient client = fixture.client();
        assertThat(option(client, session)).isEqualTo("none");
        assertThat(set(client, session, "zstd")).isNull();
        assertThat(option(client, session)).isEqualTo("zstd");
        assertThat(raw(session).codecs()).containsOnly(CompressionType.ZSTD);
        Map<String, String> without = new HashMap<>(session);
        without.put(Callers.COMPRESSION, "none");
        assertThat(raw(without).codecs()).containsOnly((byte) -1);
        assertThat(raw(ALICE).codecs()).containsOnly((byte) -1);
        assertThat(set(client, session, "")).isNull();
        assertThat(option(client, session)).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd;level=3"})
    void anotherCompressionIsNoOption(String name) {
        assertThat(set(fixture.client(), ALICE, name)).isEqualTo(ErrorValue.INVALID_VALUE);
    }

    @Test
    void aRefusedCompressionSendsNothing() throws Exception {
        RawStream refused = raw(Map.of("authorization", "Bearer jwt-alice", Callers.COMPRESSION, "gzip"));
        assertThat(refused.status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refused.batches()).isEmpty();
    }

    private RawStream raw(Map<String, String> headers) throws Exception {
        Ticket ticket =
                fixture.client().execute(SQL, alice).getEndpoints().get(0).getTicket();
        return RawStream.fetch(fixture.door.port(), ticket, headers);
    }

    private static @Nullable ErrorValue set(FlightSqlClient client, Map<String, String> headers, String name) {
        SetSessionOptionsRequest request = new SetSessionOptionsRequest(
                Map.of("compression", SessionOptionValueFactory.makeSessionOptionValue(name)));
        SetSessionOptionsResult.Error error =
                client.setSessionOptions(request, headers(headers)).getErrors().get("compression");
        return error == null ? null : error.value;
    }

    private static String option(FlightSqlClient client, Map<String, String> headers) {
        return client.getSessionOptions(new GetSessionOptionsRequest(), headers(headers))
                .getSessionOptions()
                .get("compression")
                .acceptVisitor(new NoOpSessionOptionValueVisitor<String>() {
                    @Override
                    public String visit(String value) {
                        return value;
                    }
                });
    }

    private static CallOption header(String compression) {
        return headers(Map.of(Callers.COMPRESSION, compression));
    }

    private static CallOption headers(Map<String, String> values) {
        CallHeaders headers = new FlightCallHeaders();
        values.forEach(headers::insert);
        return new HeaderCallOption(headers);
    }
}

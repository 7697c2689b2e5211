package io.colonnade.server.flight;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.it.fuzz.ByteMutations;
import io.colonnade.it.fuzz.Fuzz;
import io.colonnade.it.fuzz.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.junit.jupiter.api.Test;

/**
 * Arrow's messages as an authenticated client may send them: values or a refusal, and every byte of memory given back. Run
 * it with the launcher's {@code -Darrow.enable_unsafe_memory_access=true} too: a check that is missing ends the JVM there.
 */
final class UploadFuzzIT {
    private static final Set<ErrorKind> REFUSALS = Set.of(ErrorKind.INVALID_ARGUMENT, ErrorKind.RESOURCE_EXHAUSTED);

    /** What one upload is made of. */
    private record Sent(int parameters, List<FlightData> messages) {
        String shown() {
            StringBuilder text = new StringBuilder().append(parameters).append(" parameters");
            messages.forEach(message -> text.append("\nheader ")
                    .append(ByteMutations.hex(message.getDataHeader().toByteArray()))
                    .append("\nbody ")
                    .append(ByteMutations.hex(message.getDataBody().toByteArray())));
            return text.toString();
        }
    }

    private final BufferAllocator allocator = new RootAllocator(1L << 30);
    private final List<Sent> corpus = new ArrayList<>();

    private <V extends FieldVector> V filled(V vector, Consumer<V> values) {
        vector.allocateNew();
        values.accept(vector);
        vector.setValueCount(3);
        return vector;
    }

    private void add(FieldVector... vectors) {
        try (VectorSchemaRoot root = VectorSchemaRoot.of(vectors);
                ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
            ByteBuffer schema = MessageSerializer.serializeMetadata(root.getSchema(), IpcOption.DEFAULT);
            corpus.add(new Sent(
                    vectors.length,
                    List.of(
                            data(schema, new byte[0]),
                            data(MessageSerializer.serializeMetadata(batch, IpcOption.DEFAULT), body(batch)))));
        }
    }

    private static FlightData data(ByteBuffer header, byte[] body) {
        return FlightData.newBuilder()
                .setDataHeader(ByteString.copyFrom(header))
                .setDataBody(ByteString.copyFrom(body))
                .build();
    }

    private static byte[] body(ArrowRecordBatch batch) {
        ByteBuffer body = ByteBuffer.allocate((int) batch.computeBodyLength());
        for (int i = 0; i < batch.getBuffers().size(); i++) {
            ArrowBuf buffer = batch.getBuffers().get(i);
            byte[] bytes = new byte[(int) buffer.writerIndex()];
            buffer.getBytes(0, bytes);
            body.position((int) batch.getBuffersLayout().get(i).getOffset());
            body.put(bytes);
        }
        return body.array();
    }

    private void fill() {
        byte[] text = "a text that is longer than a view".getBytes(StandardCharsets.UTF_8);
        add(filled(new BigIntVector("a", allocator), v -> v.setSafe(1, 7)));
        add(filled(new VarCharVector("a", allocator), v -> v.setSafe(1, text)));
        add(filled(new LargeVarCharVector("a", allocator), v -> v.setSafe(2, text)));
        add(filled(new ViewVarCharVector("a", allocator), v -> v.setSafe(1, text)));
        add(filled(new DecimalVector("a", allocator, 20, 4), v -> v.setSafe(0, 12345L)));
        add(
                filled(new BitVector("a", allocator), v -> v.setSafe(0, 1)),
                filled(new VarBinaryVector("b", allocator), v -> v.setSafe(0, text)));
        add(
                filled(new DateDayVector("a", allocator), v -> v.setSafe(0, 9)),
                filled(new TimeMilliVector("b", allocator), v -> v.setSafe(0, 9)));
        add(filled(new TimeStampNanoTZVector("a", allocator, "UTC"), v -> v.setSafe(2, 9L)), new NullVector("b", 3));
        add(
                filled(new FixedSizeBinaryVector("a", allocator, 4), v -> v.setSafe(0, new byte[4])),
                filled(new UInt8Vector("b", allocator), v -> v.setSafe(0, -1L)));
        add(filled(new Float2Vector("a", allocator), v -> v.setSafe(0, (short) 9)));
    }

    private Sent next(RandomGenerator random) {
        Sent sent = corpus.get(random.nextInt(corpus.size()));
        Sent other = corpus.get(random.nextInt(corpus.size()));
        List<FlightData> messages = new ArrayList<>(sent.messages());
        int at = random.nextInt(3) == 0 ? 0 : 1;
        FlightData message = messages.get(at);
        List<byte[]> headers = other.messages().stream()
                .map(data -> data.getDataHeader().toByteArray())
                .toList();
        FlightData.Builder mutated = message.toBuilder();
        if (random.nextInt(4) > 0) {
            mutated.setDataHeader(ByteString.copyFrom(
                    ByteMutations.mutated(message.getDataHeader().toByteArray(), headers, random)));
        }
        if (random.nextInt(3) == 0) {
            byte[] body = message.getDataBody().toByteArray();
            mutated.setDataBody(ByteString.copyFrom(ByteMutations.mutated(body, List.of(body, new byte[64]), random)));
        }
        messages.set(at, mutated.build());
        if (random.nextInt(10) == 0) {
            messages.add(random.nextInt(messages.size() + 1), other.messages().get(random.nextInt(2)));
        }
        return new Sent(random.nextInt(20) == 0 ? other.parameters() : sent.parameters(), messages);
    }

    @Test
    void anyUploadIsValuesOrARefusal() {
        fill();
        AtomicInteger taken = new AtomicInteger();
        Fuzz.run("uploads", 200_000, this::next, Sent::shown, sent -> {
            try (BufferAllocator own = allocator.newChildAllocator("upload", 0, 1L << 28)) {
                try {
                    Parameters.rows(Parameters.receive(sent.messages(), sent.parameters(), own), own);
                    taken.incrementAndGet();
                } catch (ColonnadeException e) {
                    Refusal.check(e, REFUSALS, "");
                }
                assertThat(own.getAllocatedMemory()).isZero();
            }
        });
        assertThat(taken).as("a fuzz that is always refused tests little").hasPositiveValue();
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    @Test
    void anyNamePatternIsMatchedInTime() {
        Fuzz.run(
                "name patterns",
                100_000,
                random -> {
                    StringBuilder pattern = new StringBuilder();
                    StringBuilder name = new StringBuilder();
                    for (int i = random.nextInt(60); i > 0; i--) {
                        pattern.append("%%%_a\\b\uD800".charAt(random.nextInt(8)));
                        name.append("aab".charAt(random.nextInt(3)));
                    }
                    boolean lengthy = random.nextInt(1000) == 0;
                    return new String[] {
                        lengthy ? pattern.toString().repeat(500) : pattern.toString(),
                        lengthy ? name.toString().repeat(50) : name.toString()
                    };
                },
                input -> String.join(" ", input),
                input -> {
                    NamePattern.of(true, input[0]).matches(input[1]);
                    assertThat(NamePattern.of(true, input[1]).matches(input[1])).isTrue();
                });
    }
}

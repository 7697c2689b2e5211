package io.colonnade.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadReaderTest {
    private static final Schema SCHEMA = new Schema(List.of(
            Field.nullable("id", new ArrowType.Int(64, true)), Field.nullable("text", ArrowType.Utf8.INSTANCE)));

    private final RootAllocator allocator = new RootAllocator();
    private ByteShare memory = ByteShare.unlimited();

    @AfterEach
    void nothingLeaks() {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    private static Consumer<VectorSchemaRoot> batch(int id) {
        return root -> {
            BigIntVector ids = (BigIntVector) root.getVector(0);
            VarCharVector texts = (VarCharVector) root.getVector(1);
            ids.setSafe(0, id);
            ids.setSafe(1, -id);
            texts.setSafe(0, ("text " + id).getBytes(StandardCharsets.UTF_8));
            texts.setNull(1);
            root.setRowCount(2);
        };
    }

    private static List<Consumer<VectorSchemaRoot>> batches(int from, int to) {
        return new ArrayList<>(
                IntStream.range(from, to).mapToObj(ReadAheadReaderTest::batch).toList());
    }

    private ListReader numbers(int from, int to) {
        return new ListReader(SCHEMA, batches(from, to), allocator);
    }

    private ListReader failing(int batchesBefore, RuntimeException failure) {
        return failing(batchesBefore, () -> true, failure);
    }

    private ListReader failing(int batchesBefore, BooleanSupplier once, RuntimeException failure) {
        List<Consumer<VectorSchemaRoot>> steps = batches(0, batchesBefore);
        steps.add(root -> {
            await(once);
            throw failure;
        });
        return new ListReader(SCHEMA, steps, allocator);
    }

    /** Gives some batches, and then waits until it is cancelled. */
    private ListReader stuck(int batchesBefore) {
        List<Consumer<VectorSchemaRoot>> steps = batches(0, batchesBefore);
        ListReader[] reader = new ListReader[1];
        steps.add(root -> {
            await(() -> reader[0].cancelled > 0);
            throw BatchQueue.cancellation();
        });
        reader[0] = new ListReader(SCHEMA, steps, allocator);
        return reader[0];
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Hands out a list, to as many producers as it is told. */
    private static final class Inputs implements ReadAheadReader.Inputs {
        final List<ListReader> readers;
        final AtomicInteger taken = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final int most;

        Inputs(int most, ListReader... readers) {
            this.most = most;
            this.readers = Arrays.asList(readers);
        }

        @Override
        public @Nullable BatchReader next() {
            int index = taken.getAndIncrement();
            return index < readers.size() ? readers.get(index) : null;
        }

        @Override
        public boolean wantProducer(int running) {
            return running < most;
        }

        @Override
        public void close() {
            assertThat(readers.subList(0, Math.min(taken.get(), readers.size())))
                    .allMatch(reader -> reader.closed == 1);
            closed.incrementAndGet();
        }
    }

    private static List<Long> drain(BatchReader reader) throws IOException {
        List<Long> ids = new ArrayList<>();
        while (reader.loadNextBatch()) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(root.getRowCount()).isEqualTo(2);
            long id = ((BigIntVector) root.getVector(0)).get(0);
            assertThat(root.getVector(0).getObject(1)).isEqualTo(-id);
            assertThat(root.getVector(1).getObject(0)).hasToString("text " + id);
            assertThat(root.getVector(1).isNull(1)).isTrue();
            ids.add(id);
        }
        return ids;
    }

    private static List<Long> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> (long) i).toList();
    }

    @Test
    void oneInputKeepsItsOrder() throws IOException {
        ListReader input = numbers(0, 100);
        try (BatchReader reader = new ReadAheadReader(input, memory, allocator)) {
            assertThat(reader.getVectorSchemaRoot().getSchema()).isEqualTo(SCHEMA);
            assertThat(drain(reader)).isEqualTo(range(0, 100));
            assertThat(reader.loadNextBatch()).isFalse();
            assertThat(reader.bytesRead()).isEqualTo(100);
        }
        assertThat(input.closed).isEqualTo(1);
        assertThat(input.loaders).hasSize(2);
    }

    @Test
    void resultOfOneBatchStartsNoThread() throws IOException {
        for (int size = 0; size < 2; size++) {
            ListReader input = numbers(0, size);
            try (BatchReader reader = new ReadAheadReader(input, memory, allocator)) {
                assertThat(drain(reader)).hasSize(size);
                assertThat(reader.loadNextBatch()).isFalse();
            }
            assertThat(input.loaders).containsExactly(Thread.currentThread());
            assertThat(input.closed).isEqualTo(1);
        }
    }

    @Test
    void productionRunsAheadAsFarAsTheQueueAllowsAndNoFurther() throws IOException {
        ListReader input = numbers(0, 100);
        try (ReadAheadReader reader = new ReadAheadReader(input, memory, allocator)) {
            for (int taken = 1; taken <= 20; taken++) {
                assertThat(reader.loadNextBatch()).isTrue();
                int ahead = taken < 2 ? taken : taken + ReadAheadReader.BATCHES_AHEAD + 1;
                await(() -> input.read() == ahead);
                boolean full = taken >= 2;
                await(() -> reader.isFull() == full);
                assertThat(input.closed).isZero();
            }
        }
    }

    @Test
    void withoutMemoryEveryBatchIsReadWhenItIsAskedFor() throws IOException {
        ByteBudget budget = new ByteBudget(1, 1);
        ListReader input = numbers(0, 100);
        try (ByteBudget.Share share = budget.share("alice")) {
            memory = share;
            try (BatchReader reader = new ReadAheadReader(input, memory, allocator)) {
                for (int taken = 1; taken <= 20; taken++) {
                    assertThat(reader.loadNextBatch()).isTrue();
                    assertThat(input.read()).isEqualTo(taken);
                }
            }
            assertThat(budget.taken()).isZero();
        }
    }

    @Test
    void readersThatShareLittleMemoryStayInItAndAllFinish() throws Exception {
        long batch;
        try (ListReader alone = numbers(0, 1)) {
            alone.loadNextBatch();
            batch = allocator.getAllocatedMemory();
        }
        ByteBudget budget = new ByteBudget(4 * batch, 3 * batch);
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicLong highest = new AtomicLong();
        int readers = 20;
        try {
            List<Future<List<Long>>> results = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                int owner = i % 3;
                results.add(threads.submit(() -> {
                    Inputs others = new Inputs(3, numbers(50, 80), numbers(80, 100));
                    try (ByteBudget.Share share = budget.share(owner);
                            BatchReader reader = new ReadAheadReader(numbers(0, 50), others, share, allocator)) {
                        List<Long> ids = new ArrayList<>();
                        while (reader.loadNextBatch()) {
                            highest.accumulateAndGet(allocator.getAllocatedMemory(), Math::max);
                            ids.add(((BigIntVector) reader.getVectorSchemaRoot().getVector(0)).get(0));
                        }
                        return ids;
                    }
                }));
            }
            for (Future<List<Long>> result : results) {
                assertThat(result.get(60, TimeUnit.SECONDS)).containsExactlyInAnyOrderElementsOf(range(0, 100));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(highest.get()).isLessThanOrEqualTo(4 * batch + readers * 2 * batch);
        assertThat(budget.taken()).isZero();
    }

    @Test
    void memoryIsThatOfTheBatchesThatAreHeld() throws IOException {
        try (ListReader alone = numbers(0, 1)) {
            alone.loadNextBatch();
            long batch = allocator.getAllocatedMemory();
            try (BatchReader reader = new ReadAheadReader(numbers(0, 1_000), memory, allocator)) {
                while (reader.loadNextBatch()) {
                    assertThat(allocator.getAllocatedMemory())
                            .isLessThanOrEqualTo(batch * (1 + ReadAheadReader.BATCHES_AHEAD + 2));
                }
            }
        }
    }

    @Test
    void severalInputsAreMerged() throws IOException {
        Inputs others = new Inputs(3, numbers(30, 60), numbers(60, 60), numbers(60, 90));
        try (BatchReader reader = new ReadAheadReader(numbers(0, 30), others, memory, allocator)) {
            assertThat(drain(reader)).containsExactlyInAnyOrderElementsOf(range(0, 90));
            assertThat(reader.loadNextBatch()).isFalse();
            assertThat(reader.bytesRead()).isEqualTo(90);
        }
        assertThat(others.closed).hasValue(1);
        assertThat(others.readers).allMatch(reader -> reader.closed == 1);
    }

    @Test
    void severalInputsAreReadAtTheSameTime() throws IOException {
        CountDownLatch all = new CountDownLatch(3);
        ListReader[] inputs = new ListReader[3];
        for (int i = 0; i < 3; i++) {
            List<Consumer<VectorSchemaRoot>> steps = batches(i * 10, i * 10 + 5);
            steps.add(root -> {
                all.countDown();
                await(() -> all.getCount() == 0);
                batch(1_000).accept(root);
            });
            inputs[i] = new ListReader(SCHEMA, steps, allocator);
        }
        Inputs others = new Inputs(3, inputs[1], inputs[2]);
        try (BatchReader reader = new ReadAheadReader(inputs[0], others, memory, allocator)) {
            assertThat(drain(reader)).hasSize(18);
        }
    }

    @Test
    void firstInputThatIsEmptyIsNotTheEnd() throws IOException {
        Inputs others = new Inputs(1, numbers(0, 0), numbers(0, 5), numbers(5, 6));
        try (BatchReader reader = new ReadAheadReader(numbers(0, 0), others, memory, allocator)) {
            assertThat(drain(reader)).isEqualTo(range(0, 6));
        }
    }

    @Test
    void producersThatLeaveTakeNothingAway() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            ListReader[] readers = new ListReader[20];
            Arrays.setAll(readers, i -> numbers(i * 3, i * 3 + 3));
            try (BatchReader reader = new ReadAheadReader(
                    numbers(60, 63), new Wavering(random, new Inputs(4, readers)), memory, allocator)) {
                assertThat(drain(reader)).containsExactlyInAnyOrderElementsOf(range(0, 63));
            }
        }
    }

    /** Sends producers away again and again, but only while others read. */
    private static final class Wavering implements ReadAheadReader.Inputs {
        private final Random random;
        private final Inputs inputs;
        private final Set<Thread> reading = new HashSet<>();

        Wavering(Random random, Inputs inputs) {
            this.random = random;
            this.inputs = inputs;
        }

        @Override
        public synchronized @Nullable BatchReader next() {
            reading.remove(Thread.currentThread());
            boolean leaves = !reading.isEmpty() && random.nextBoolean();
            BatchReader next = leaves ? null : inputs.next();
            if (next != null) {
                reading.add(Thread.currentThread());
            }
            return next;
        }

        @Override
        public boolean wantProducer(int running) {
            return running < 4;
        }

        @Override
        public void close() {
            inputs.close();
        }
    }

    @Test
    void failureOfOneInputStopsTheOthersAndIsTold() {
        RuntimeException failure = new IllegalStateException("broken");
        ListReader first = stuck(5);
        // An input that is between two batches ends by itself, and needs nobody to cancel it.
        Inputs others = new Inputs(2, failing(3, () -> first.read() > 5, failure));
        ReadAheadReader reader = new ReadAheadReader(first, others, memory, allocator);
        try (reader) {
            assertThatThrownBy(() -> drain(reader)).isSameAs(failure);
            assertThatThrownBy(reader::loadNextBatch).isSameAs(failure);
            assertThat(first.cancelled).isPositive();
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
        assertThat(others.closed).hasValue(1);
        assertThat(first.closed).isEqualTo(1);
    }

    @Test
    void failureOfTheOnlyInputIsToldAtEveryPlace() throws IOException {
        RuntimeException failure = new IllegalStateException("broken");
        for (int before = 0; before < 6; before++) {
            ListReader input = failing(before, failure);
            try (BatchReader reader = new ReadAheadReader(input, memory, allocator)) {
                assertThatThrownBy(() -> drain(reader)).isSameAs(failure);
            }
            assertThat(input.cancelled)
                    .as("it ended by itself, wherever that was")
                    .isZero();
            assertThat(input.closed).isEqualTo(1);
        }
    }

    @Test
    void failureToOpenAnInputIsTold() throws IOException {
        RuntimeException failure = new IllegalStateException("no connection");
        ReadAheadReader.Inputs broken = new ReadAheadReader.Inputs() {
            @Override
            public BatchReader next() {
                throw failure;
            }

            @Override
            public boolean wantProducer(int running) {
                return false;
            }

            @Override
            public void close() {}
        };
        for (int size = 0; size < 4; size++) {
            try (BatchReader reader = new ReadAheadReader(numbers(0, size), broken, memory, allocator)) {
                assertThatThrownBy(() -> drain(reader)).isSameAs(failure);
            }
        }
    }

    @Test
    void cancelWakesTheReaderWhereverItWaits() throws Exception {
        for (int before = 0; before < 5; before++) {
            ListReader input = stuck(before);
            try (BatchReader reader = new ReadAheadReader(input, memory, allocator)) {
                CompletableFuture<Throwable> outcome =
                        CompletableFuture.supplyAsync(() -> catchThrowable(() -> drain(reader)));
                int stuckAt = before + 1;
                await(() -> input.read() == stuckAt);
                reader.cancel();
                reader.cancel();
                assertThat(outcome.get(10, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                ColonnadeException.class,
                                error -> assertThat(error.kind()).isEqualTo(ErrorKind.CANCELLED));
            }
            assertThat(input.cancelled).isPositive();
        }
    }

    @Test
    void cancelDoesNotWaitForAnInputThatOpens() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ReadAheadReader.Inputs slow = new ReadAheadReader.Inputs() {
            @Override
            public @Nullable BatchReader next() {
                opening.countDown();
                try {
                    never.await();
                    return null;
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException("interrupted");
                }
            }

            @Override
            public boolean wantProducer(int running) {
                return false;
            }

            @Override
            public void close() {}
        };
        BatchReader reader = new ReadAheadReader(numbers(0, 3), slow, memory, allocator);
        CompletableFuture<Throwable> outcome = CompletableFuture.supplyAsync(() -> catchThrowable(() -> drain(reader)));
        opening.await();
        reader.close();
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(ColonnadeException.class);
    }

    @Test
    void interruptOfTheReaderStopsIt() throws Exception {
        ListReader input = stuck(3);
        CountDownLatch done = new CountDownLatch(1);
        List<Throwable> outcome = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try (BatchReader reader = new ReadAheadReader(input, memory, allocator)) {
                outcome.add(catchThrowable(() -> drain(reader)));
                done.countDown();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        await(() -> input.read() == 4);
        thread.interrupt();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        thread.join(Duration.ofSeconds(10).toMillis());
        assertThat(outcome.get(0)).isInstanceOf(ColonnadeException.class);
        assertThat(input.closed).isEqualTo(1);
    }

    @Test
    void readerMayBeClosedAtAnyTime() throws IOException {
        for (int taken = 0; taken < 60; taken++) {
            Inputs others =
                    new Inputs(3, numbers(10, 20), stuck(2), numbers(30, 40), failing(1, new IllegalStateException()));
            ListReader first = numbers(0, 10);
            BatchReader reader = new ReadAheadReader(first, others, memory, allocator);
            try (reader) {
                int wanted = taken % 20;
                catchThrowable(() -> {
                    for (int i = 0; i < wanted && reader.loadNextBatch(); i++) {
                        assertThat(reader.getVectorSchemaRoot().getRowCount()).isEqualTo(2);
                    }
                });
            }
            reader.close();
            assertThat(first.closed).isEqualTo(1);
            assertThat(others.closed).hasValue(1);
            assertThat(allocator.getAllocatedMemory()).isZero();
        }
    }
}

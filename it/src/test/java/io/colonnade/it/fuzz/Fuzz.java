package io.colonnade.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs one suite: makes inputs, each from a seed of its own, hands them to an oracle on two threads, and watches the time of
 * each input and the memory after all. A failure names the suite, the seed and the input's number, which make the same input
 * again.
 */
public final class Fuzz {
    private static final double TIMES = Double.parseDouble(System.getProperty("colonnade.fuzz.times", "1"));
    private static final long SEED = Long.getLong("colonnade.fuzz.seed", 20_261_121L);
    private static final int ONLY = Integer.getInteger("colonnade.fuzz.only", -1);
    private static final int THREADS = 2;
    /** Nothing that fits into a request may hold a thread for longer, on a busy machine too. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final long MOST_GROWTH = 96L << 20;
    private static final int LONGEST_SHOWN = 4_000;
    /** One run shows several defects, if there are. */
    private static final int MOST_FAILURES = 8;

    /** Fails if what became of an input is not what may become of it. */
    @FunctionalInterface
    public interface Oracle<T> {
        void check(T input) throws Exception;
    }

    private Fuzz() {}

    /**
     * Runs a suite.
     *
     * @param inputs how many inputs it has where nothing else is asked for
     * @param next makes an input
     * @param shown an input as a failure shows it
     */
    public static <T> void run(
            String suite, int inputs, Function<RandomGenerator, T> next, Function<T, String> shown, Oracle<T> oracle) {
        long start = System.nanoTime();
        List<Worker<T>> workers = new ArrayList<>();
        AtomicInteger number = new AtomicInteger(Math.max(ONLY, 0));
        int end = ONLY >= 0 ? ONLY + 1 : (int) (inputs * TIMES);
        Map<String, AssertionError> failures = new ConcurrentHashMap<>();
        for (int i = 0; i < THREADS; i++) {
            workers.add(new Worker<>(suite, number, end, next, shown, oracle, failures));
        }
        workers.forEach(Thread::start);
        watch(workers, number, end / 5, failures);
        failures.values().stream().reduce(Fuzz::both).ifPresent(found -> {
            throw found;
        });
        System.out.printf("fuzz %s: %,d inputs in %.1f s%n", suite, end, (System.nanoTime() - start) / 1e9);
    }

    /** Measures memory when a fifth is done, because caches fill first, and when all is. */
    private static void watch(
            List<? extends Worker<?>> workers, AtomicInteger number, int warm, Map<String, AssertionError> failures) {
        long before = 0;
        while (failures.size() < MOST_FAILURES && workers.stream().anyMatch(Thread::isAlive)) {
            workers.forEach(Worker::checkTime);
            if (before == 0 && number.get() >= warm) {
                before = usedAfterCollection();
            }
            pause(workers.get(0));
        }
        if (failures.isEmpty() && before > 0) {
            assertThat(usedAfterCollection() - before).as("growth of the heap").isLessThan(MOST_GROWTH);
        }
    }

    private static AssertionError both(AssertionError one, AssertionError other) {
        one.addSuppressed(other);
        return one;
    }

    private static void pause(Thread worker) {
        try {
            worker.join(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static final class Worker<T> extends Thread {
        private final String suite;
        private final AtomicInteger number;
        private final int end;
        private final Function<RandomGenerator, T> next;
        private final Function<T, String> shown;
        private final Oracle<T> oracle;
        private final Map<String, AssertionError> failures;
        private volatile @Nullable T current;
        private volatile int at;
        private volatile long since = System.nanoTime();

        Worker(
                String suite,
                AtomicInteger number,
                int end,
                Function<RandomGenerator, T> next,
                Function<T, String> shown,
                Oracle<T> oracle,
                Map<String, AssertionError> failures) {
            super("fuzz-" + suite);
            setDaemon(true);
            this.suite = suite;
            this.number = number;
            this.end = end;
            this.next = next;
            this.shown = shown;
            this.oracle = oracle;
            this.failures = failures;
        }

        @Override
        public void run() {
            for (int i = number.getAndIncrement();
                    i < end && failures.size() < MOST_FAILURES;
                    i = number.getAndIncrement()) {
                try {
                    T input = next.apply(new java.util.SplittableRandom(
                            SEED ^ (suite.hashCode() * 1_000_003L + i) * 0x9E3779B97F4A7C15L));
                    at = i;
                    current = input;
                    since = System.nanoTime();
                    oracle.check(input);
                } catch (Throwable e) {
                    fail("failed", e);
                }
            }
            current = null;
        }

        void checkTime() {
            if (current != null && System.nanoTime() - since > LONGEST.toNanos()) {
                Throwable place = new Throwable("where it was");
                place.setStackTrace(getStackTrace());
                fail("took longer than " + LONGEST, place);
            }
        }

        private void fail(String how, Throwable cause) {
            T input = current;
            String text = input == null ? "" : shown.apply(input);
            failures.putIfAbsent(
                    signature(cause),
                    new AssertionError(
                            suite + " input " + at + " of seed " + SEED + " " + how + ": "
                                    + (text.length() > LONGEST_SHOWN
                                            ? text.substring(0, LONGEST_SHOWN) + "… " + text.length() + " characters"
                                            : text),
                            cause));
        }

        /** Failures alike are told once. */
        private static String signature(Throwable cause) {
            String place = cause.getStackTrace().length == 0 ? "" : cause.getStackTrace()[0].toString();
            String words = String.valueOf(cause.getMessage());
            return cause.getClass()
                    + place
                    + (cause instanceof AssertionError ? words.substring(0, Math.min(40, words.length())) : "");
        }
    }
}

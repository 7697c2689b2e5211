package io.colonnade.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SourcesHealthTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean up = new AtomicBoolean(true);

    @Test
    void whatWasFoundIsAnsweredForAWhile() {
        SourcesHealth health = new SourcesHealth(List.of(this::ask, () -> false), now::get);
        assertThat(health.down()).isEqualTo(1);
        up.set(false);
        assertThat(health.down()).isEqualTo(1);
        assertThat(asked).hasValue(1);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(health.down()).isEqualTo(2);
        assertThat(asked).hasValue(2);
    }

    private boolean ask() {
        asked.incrementAndGet();
        return up.get();
    }

    @Test
    void sourceThatIsSlowToAnswerHoldsOneCallerAndNotAll() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        SourcesHealth health = new SourcesHealth(
                List.of(() -> {
                    begun.countDown();
                    return awaited(answer);
                }),
                now::get);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(health::down);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(health.down()).isEqualTo(1);
        answer.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(health.down()).isZero();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

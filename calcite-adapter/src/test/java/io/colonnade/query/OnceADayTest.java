package io.colonnade.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is told once a day. */
final class OnceADayTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    private final OnceADay told = new OnceADay(() -> now);

    @Test
    void eachThingIsNewsOnceADay() {
        assertThat(told.isNews("shop.orders")).isTrue();
        assertThat(told.isNews("shop.orders")).isFalse();
        assertThat(told.isNews("shop.lines")).isTrue();
        now = Instant.parse("2026-11-23T00:00:00Z");
        assertThat(told.isNews("shop.orders")).isTrue();
    }
}

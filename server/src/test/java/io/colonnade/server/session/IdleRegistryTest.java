package io.colonnade.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleRegistryTest {
    private static final Owner ALICE = new Owner("alice");
    private static final Owner BOB = new Owner("bob");

    private final HandClock clock = new HandClock();
    private final List<String> dropped = new ArrayList<>();
    private final IdleRegistry<String> registry = new IdleRegistry<>(Duration.ofMinutes(1), 2, clock, dropped::add);

    @Test
    void valueIsFoundByItsOwnerOnly() {
        registry.add(ALICE, "1", () -> "a");
        assertThat(registry.find(ALICE, "1")).contains("a");
        assertThat(registry.find(BOB, "1")).isEmpty();
        assertThat(registry.remove(BOB, "1")).isFalse();
    }

    @Test
    void idleValueIsDroppedAndUseKeepsItAlive() {
        registry.add(ALICE, "1", () -> "a");
        clock.forward(Duration.ofSeconds(50));
        assertThat(registry.find(ALICE, "1")).isPresent();
        clock.forward(Duration.ofSeconds(50));
        assertThat(registry.find(ALICE, "1")).isPresent();
        clock.forward(Duration.ofSeconds(61));
        registry.dropIdle();
        assertThat(dropped).containsExactly("a");
        assertThat(registry.find(ALICE, "1")).isEmpty();
    }

    @Test
    void valueInUseIsNotDroppedAsIdle() {
        registry.add(ALICE, "1", () -> "a");
        registry.pin(ALICE, "1");
        clock.forward(Duration.ofSeconds(3600));
        registry.dropIdle();
        assertThat(dropped).isEmpty();
        registry.release(ALICE, "1");
        clock.forward(Duration.ofSeconds(61));
        registry.dropIdle();
        assertThat(dropped).containsExactly("a");
    }

    @Test
    void onlyThePickedValuesOfTheOwnerAreRemoved() {
        registry.add(ALICE, "1", () -> "a");
        registry.add(ALICE, "2", () -> "b");
        registry.add(BOB, "3", () -> "a");
        registry.removeAll(ALICE, "a"::equals);
        assertThat(dropped).containsExactly("a");
        assertThat(registry.find(ALICE, "2")).isPresent();
        assertThat(registry.find(BOB, "3")).isPresent();
    }

    @Test
    void ownerMayHaveSoManyAndOthersAreNotAffected() {
        assertThat(registry.add(ALICE, "1", () -> "a")).isPresent();
        assertThat(registry.add(ALICE, "2", () -> "b")).isPresent();
        assertThat(registry.add(ALICE, "3", () -> "c")).isEmpty();
        assertThat(registry.add(BOB, "4", () -> "d")).isPresent();
        registry.remove(ALICE, "1");
        assertThat(registry.add(ALICE, "3", () -> "c")).isPresent();
    }
}

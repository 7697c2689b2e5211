package io.colonnade.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteBudgetTest {
    @Test
    void oneOwnerLeavesRoomForAnother() {
        ByteBudget budget = new ByteBudget(100, 60);
        ByteShare alice = budget.share("alice");
        ByteShare again = budget.share("alice");
        ByteShare bob = budget.share("bob");
        assertThat(alice.tryTake(50)).isTrue();
        assertThat(again.tryTake(20)).isFalse();
        assertThat(again.tryTake(10)).isTrue();
        assertThat(again.isTight()).isTrue();
        assertThat(bob.isTight()).isFalse();
        assertThat(bob.tryTake(40)).isTrue();
        assertThat(bob.isTight()).isTrue();
    }

    @Test
    void whatAStreamCannotDoWithoutIsTakenAnyway() {
        ByteBudget budget = new ByteBudget(10, 10);
        ByteShare share = budget.share("alice");
        share.take(25);
        assertThat(budget.taken()).isEqualTo(25);
        assertThat(share.tryTake(1)).isFalse();
        share.give(20);
        assertThat(share.tryTake(5)).isTrue();
    }

    @Test
    void closedShareHoldsNothingWhateverStillRuns() {
        ByteBudget budget = new ByteBudget(10, 10);
        ByteBudget.Share share = budget.share("alice");
        share.take(7);
        share.close();
        assertThat(budget.taken()).isZero();
        share.take(7);
        share.give(3);
        share.close();
        assertThat(budget.taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsReadAheadNeverExceedsTheBudget(long seed) {
        Random random = new Random(seed);
        ByteBudget budget = new ByteBudget(1_000, 400);
        List<ByteBudget.Share> shares = new ArrayList<>();
        long[] held = new long[12];
        for (int i = 0; i < held.length; i++) {
            shares.add(budget.share(i % 4));
        }
        for (int step = 0; step < 20_000; step++) {
            int i = random.nextInt(held.length);
            long bytes = 1 + random.nextInt(200);
            if (random.nextBoolean() && shares.get(i).tryTake(bytes)) {
                held[i] += bytes;
            } else {
                long back = Math.min(bytes, held[i]);
                shares.get(i).give(back);
                held[i] -= back;
            }
            assertThat(budget.taken()).isBetween(0L, 1_000L);
            for (int owner = 0; owner < 4; owner++) {
                assertThat(held[owner] + held[owner + 4] + held[owner + 8]).isLessThanOrEqualTo(400);
            }
        }
        shares.forEach(ByteBudget.Share::close);
        assertThat(budget.taken()).isZero();
    }
}

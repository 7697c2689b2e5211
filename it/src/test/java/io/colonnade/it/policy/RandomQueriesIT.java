package io.colonnade.it.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random queries by limited persons, each answered as the database answers that physically holds what the person may see.
 * {@code -Dpolicy.queries=1000000 -Dpolicy.seed=7} runs longer and elsewhere.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RandomQueriesIT {
    private static final Logger LOG = LoggerFactory.getLogger(RandomQueriesIT.class);
    private static final int QUERIES = Integer.getInteger("policy.queries", 20_000);
    private static final long SEED = Long.getLong("policy.seed", 20_261_121L);
    private static final int THREADS = 2;
    private static final int MOST_TOLD = 20;
    private static final List<Person> ASKING =
            List.of(Person.ALICE, Person.ALICE, Person.BOB, Person.SAM, Person.AUDRA, Person.CAROL);

    private final Map<Person, PipelineDoor> withoutHiddenRows = new EnumMap<>(Person.class);
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private PipelineDoor colonnade;

    @BeforeAll
    void open() throws Exception {
        colonnade = PipelineDoor.over(PolicyDatabase.source());
        for (Person person : ASKING) {
            if (!withoutHiddenRows.containsKey(person)) {
                withoutHiddenRows.put(person, PipelineDoor.over(PolicyDatabase.sourceWithoutRowsHiddenFrom(person)));
            }
        }
    }

    @AfterAll
    void close() {
        withoutHiddenRows.values().forEach(PipelineDoor::close);
        colonnade.close();
    }

    @Test
    void everyRandomQueryIsAnsweredAsTheTruthIs() throws Exception {
        Map<Trial.Outcome, Integer> counts = new EnumMap<>(Trial.Outcome.class);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Map<Trial.Outcome, Integer>>> shares = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int first = i;
                shares.add(() -> ask(first));
            }
            for (Future<Map<Trial.Outcome, Integer>> share : threads.invokeAll(shares)) {
                share.get().forEach((outcome, count) -> counts.merge(outcome, count, Integer::sum));
            }
        } finally {
            threads.shutdownNow();
        }
        LOG.warn("{} random queries from seed {}: {}", QUERIES, SEED, counts);
        assertThat(faults).isEmpty();
        assertThat(counts.getOrDefault(Trial.Outcome.SAME, 0))
                .as("enough of them ran: %s", counts)
                .isGreaterThanOrEqualTo(QUERIES * 6 / 10);
    }

    private Map<Trial.Outcome, Integer> ask(int first) throws Exception {
        Map<Trial.Outcome, Integer> counts = new EnumMap<>(Trial.Outcome.class);
        Map<Person, Trial> trials = new EnumMap<>(Person.class);
        try {
            for (int i = first; i < QUERIES; i += THREADS) {
                Person person = ASKING.get(i / THREADS % ASKING.size());
                Trial trial = trials.get(person);
                if (trial == null) {
                    trial = new Trial(person, colonnade, withoutHiddenRows.get(person), Truth.of(person));
                    trials.put(person, trial);
                }
                counts.merge(ask(trial, person, i), 1, Integer::sum);
            }
        } finally {
            for (Trial trial : trials.values()) {
                trial.close();
            }
        }
        return counts;
    }

    private Trial.Outcome ask(Trial trial, Person person, int number) throws Exception {
        RandomQuery query = QueryGenerator.of(person, SEED * 1_000_003 + number);
        Trial.Outcome outcome = trial.of(query.question());
        if (outcome == Trial.Outcome.DIFFERENT && faults.size() < MOST_TOLD) {
            faults.add("query " + number + " of seed " + SEED + " " + trial.told(query));
        }
        return outcome;
    }
}

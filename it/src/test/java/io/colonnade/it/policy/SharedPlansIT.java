package io.colonnade.it.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One server remembers plans for all: the same text means to each what it means to them, one after the other and at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SharedPlansIT {
    private static final int THREADS = 4;
    private static final int ASKED_BY_EACH = 400;
    private static final List<Question> QUESTIONS = List.of(
            Question.of("select * from people.persons"),
            Question.of("select id, name, email from people.persons where id > 0"),
            Question.of("select count(*), max(name), sum(balance) from people.persons"),
            Question.of("select id from people.persons where 10 / divisor > 1 and id < 11"),
            Question.of("select p.id, o.amount from people.persons p join people.orders o on o.person_id = p.id"),
            Question.of("select * from people.items"),
            Question.of("select id, nick, phone from people.persons where name like 'A%'"),
            Question.of("select id from people.persons where id = cast(? as integer)", 1L),
            Question.of("select id from people.persons where id = cast(? as integer)", 21L),
            Question.of("select id, name from people.persons where name = cast(? as varchar)", "Ada Lovelace"),
            Question.of("select * from annex.orders"),
            Question.of("select * from annex.persons"),
            Question.of("select * from \"people@1\".persons"),
            Question.of("select * from directory.persons"),
            Question.of("select id, tenant from staff.persons"),
            Question.of("with p as (select * from people.persons) select a.id from p a join p b on a.name = b.name"),
            Question.of(
                    "select id from people.\"group\" g where exists (select 1 from people.persons p where p.group_id = g.id)"));

    private final Map<Person, Truth> truths = new EnumMap<>(Person.class);
    private PipelineDoor colonnade;

    @BeforeAll
    void open() throws Exception {
        colonnade = PipelineDoor.over(PolicyDatabase.source());
        for (Person person : Person.values()) {
            Truth truth = Truth.of(person);
            QUESTIONS.forEach(truth::remember);
            truths.put(person, truth);
        }
    }

    @AfterAll
    void close() throws Exception {
        for (Truth truth : truths.values()) {
            truth.close();
        }
        colonnade.close();
    }

    @Test
    void oneAfterTheOther() throws Exception {
        for (int round = 0; round < 3; round++) {
            for (Question question : QUESTIONS) {
                for (Person person : Person.values()) {
                    check(person, question);
                }
            }
        }
    }

    @Test
    void allAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> crowd = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                crowd.add(() -> askAround(random));
            }
            for (Future<Boolean> done : threads.invokeAll(crowd)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean askAround(Random random) throws Exception {
        for (int i = 0; i < ASKED_BY_EACH; i++) {
            check(
                    Person.values()[random.nextInt(Person.values().length)],
                    QUESTIONS.get(random.nextInt(QUESTIONS.size())));
        }
        return true;
    }

    private void check(Person person, Question question) throws Exception {
        Answer answer = colonnade.ask(person, question);
        Answer truth = truths.get(person).remember(question);
        assertThat(Comparison.same(question, truth, answer))
                .as("%s as %s: %s and not %s", question, person, answer, truth)
                .isTrue();
    }
}

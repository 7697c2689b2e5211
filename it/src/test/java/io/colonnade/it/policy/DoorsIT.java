package io.colonnade.it.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case through every door by every person, where a door is another one in another format by three of them: what comes out is what a database answers that physically holds only what
 * the person may see, and no answer and no refusal holds a word of the rest. {@code -Dpolicy.persons=ALICE,CAROL} has fewer ask.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DoorsIT {
    private static final int PROMISED = 470;
    private static final List<String> NAMING_A_HIDDEN_PROJECTION = List.of(
            "select * from staff.persons",
            "select * from staff.persns",
            "select * from \"staff\".\"persons\"",
            "select * from colonnade.staff.persons",
            "select staff.persons.id from directory.persons",
            "select id from directory.persons where id in (select id from staff.persons)",
            "select no_such_column from staff.persons",
            "explain plan for select * from staff.persons",
            "explain policy for select * from staff.persons",
            "insert into staff.persons values (1)");
    private static final List<Person> ASKING = persons(System.getProperty("policy.persons"));
    private static final Set<Person> TRYING_ALL = EnumSet.of(Person.ADMIN, Person.ALICE, Person.ANONYMOUS);
    private static final String UNDEFINED_TABLE = "42P01";
    private static final int LONGEST_SHOWN = 1_000;

    private final Map<Person, Truth> truths = new EnumMap<>(Person.class);
    private final Secrets secrets = new Secrets();
    private List<PolicyCase> cases = List.of();
    private Doors doors;

    @BeforeAll
    void open() throws Exception {
        cases = PolicyCase.all();
        doors = Doors.open();
        for (Person person : Person.values()) {
            truths.put(person, Truth.of(person));
        }
    }

    @AfterAll
    void close() throws Exception {
        for (Truth truth : truths.values()) {
            truth.close();
        }
        doors.close();
    }

    private static List<Person> persons(@Nullable String names) {
        return names == null
                ? List.of(Person.values())
                : Stream.of(names.split(",")).map(Person::valueOf).toList();
    }

    /** Person by person: the plans of all at once are more than are remembered. */
    Stream<Arguments> doorsAndPersons() {
        return ASKING.stream()
                .flatMap(person -> doors.all().stream()
                        .filter(door -> door.askers().contains(person))
                        .map(door -> Arguments.of(door, person)));
    }

    @Test
    void holdsAsManyCasesAsPromised() {
        assertThat(cases).hasSizeGreaterThanOrEqualTo(PROMISED);
        assertThat(cases).extracting(PolicyCase::name).doesNotHaveDuplicates();
        assertThat(cases).filteredOn(each -> each.kind() == 'O').hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest(name = "{0} as {1}", autoCloseArguments = false)
    @MethodSource("doorsAndPersons")
    void everyCaseIsAnsweredAsTheTruthIs(PolicyDoor door, Person person) throws Exception {
        List<String> differences = new ArrayList<>();
        for (PolicyCase asked : cases) {
            if (isAsked(person, asked) && door.takes(person, asked.question())) {
                Answer answer = door.ask(person, asked.question());
                difference(person, asked, answer)
                        .or(() -> secrets.leaked(person, asked.question(), answer))
                        .ifPresent(what -> differences.add(asked + "\n  " + asked.question() + "\n  " + what));
            }
        }
        assertThat(differences).as("%s as %s", door, person).isEmpty();
    }

    /** What is refused to everybody needs not be asked by everybody. */
    private static boolean isAsked(Person person, PolicyCase asked) {
        return asked.expected() != PolicyCase.Expected.REFUSED || TRYING_ALL.contains(person);
    }

    /** Each statement names the projection that only few may know of, and is asked again with a name that nobody has. */
    @ParameterizedTest(name = "{0}", autoCloseArguments = false)
    @MethodSource("doors")
    void whatIsHiddenIsAnsweredAsWhatIsAbsent(PolicyDoor door) throws Exception {
        for (Person person : List.of(Person.ALICE, Person.CAROL, Person.ANONYMOUS)) {
            for (String sql : NAMING_A_HIDDEN_PROJECTION) {
                Question ofHidden = Question.of(sql);
                if (door.askers().contains(person) && door.takes(person, ofHidden)) {
                    Answer hidden = door.ask(person, ofHidden);
                    Answer absent = door.ask(person, Question.of(sql.replace("staff", "stafg")));
                    assertThat(hidden).as("%s as %s", sql, person).isInstanceOf(Answer.Refused.class);
                    assertThat(hidden.toString().replace("staff", "stafg")).isEqualTo(absent.toString());
                }
            }
        }
    }

    List<PolicyDoor> doors() {
        return doors.all();
    }

    private Optional<String> difference(Person person, PolicyCase asked, Answer answer) {
        if (asked.expected() == PolicyCase.Expected.REFUSED) {
            boolean absent = Comparison.refusedWith(UNDEFINED_TABLE, answer);
            return absent || Comparison.refusedWith(asked.state(), answer)
                    ? Optional.empty()
                    : Optional.of("was not refused so: " + shown(answer));
        }
        Answer truth = truths.get(person).remember(asked.truth());
        boolean unsupported = asked.expected() == PolicyCase.Expected.AS_TRUTH_OR_UNSUPPORTED
                && Comparison.refusedWith(PolicyCase.UNSUPPORTED, answer);
        boolean fine = unsupported || Comparison.same(asked.truth(), truth, answer);
        return fine ? Optional.empty() : Optional.of("answered " + shown(answer) + "\n  and not   " + shown(truth));
    }

    private static String shown(Answer answer) {
        String text = answer.toString();
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}

package io.colonnade.it.policy;

import java.util.EnumSet;
import java.util.Set;

/**
 * A way into Colonnade. Whoever adds one implements this and adds it to {@link Doors#all}: every case is then asked through
 * it by every person.
 */
interface PolicyDoor extends AutoCloseable {
    /** Who asks where the server hears the same as at another door: who sees all, who sees some, and who is nobody. */
    Set<Person> FEW = EnumSet.of(Person.ADMIN, Person.ALICE, Person.ANONYMOUS);

    /** Returns whether a person can put a question through the door: some take no parameters, some nobody without a name. */
    default boolean takes(Person person, Question question) {
        return true;
    }

    /** Returns who asks through the door: where the server hears, or writes, only what it does at another door, a few do for all. */
    default Set<Person> askers() {
        return EnumSet.allOf(Person.class);
    }

    /** Asks, and reads the whole answer. Refusals are answers; anything else that fails is thrown. */
    Answer ask(Person person, Question question) throws Exception;

    @Override
    void close() throws Exception;
}

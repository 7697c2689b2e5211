package io.colonnade.server.graphql.schema;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Hands out names of which no two are the same: the second to want one gets it with {@code _2}. For one thread. */
final class NameTable {
    private final Set<String> taken;

    NameTable(Collection<String> reserved) {
        this.taken = new HashSet<>(reserved);
    }

    String take(String wanted) {
        return take(wanted, List.of(""));
    }

    /** Hands out a name that is free with each of some endings, and is not handed out again with any of them. */
    String take(String wanted, List<String> endings) {
        String name = wanted;
        for (int number = 2; !isFree(name, endings); number++) {
            name = wanted + "_" + number;
        }
        for (String ending : endings) {
            taken.add(name + ending);
        }
        return name;
    }

    private boolean isFree(String name, List<String> endings) {
        return endings.stream().noneMatch(ending -> taken.contains(name + ending));
    }
}

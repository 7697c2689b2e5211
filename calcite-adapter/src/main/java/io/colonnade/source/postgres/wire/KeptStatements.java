package io.colonnade.source.postgres.wire;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements that the server keeps parsed for one connection, under names of ours (PostgreSQL manual, "Extended Query"): one that runs
 * again and again is not parsed again, and not planned again either where the server finds one plan good for all values. For whoever
 * has the connection.
 */
final class KeptStatements {
    /** From its third run on, a statement is likely to run once more. */
    private static final int WORTH_KEEPING = 3;

    private static final int MOST = 100;
    private static final int LONGEST = 1 << 14;

    /** The server does not know the name, or what it stands for returns other columns since a table was changed. */
    private static final Set<String> STALE = Set.of("26000", "0A000");

    /** A pooler between may hand connections of several of us to one of the server's. */
    private static final String PREFIX = "colonnade_" + UUID.randomUUID() + "_";

    private record Key(String sql, List<Integer> types) {}

    /** A statement that has run; its name is empty until the server keeps it. */
    private static final class Known {
        private int runs;
        private String name = "";
    }

    /**
     * What a statement runs as.
     *
     * @param name empty for one that is not kept
     * @param parsed whether the server has it already
     * @param dropped the names that the server need not keep any longer
     */
    record Use(String name, boolean parsed, List<String> dropped) {
        /** For a statement that is not to be kept. */
        static final Use UNNAMED = new Use("", false, List.of());
    }

    private final LinkedHashMap<Key, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private final List<String> dropped = new ArrayList<>();
    private @Nullable Known begun;
    private int made;

    /** Returns what a statement is to run as now; {@link #succeeded} or {@link #failed} is called after it. */
    Use use(String sql, List<WireParameter> parameters) {
        if (sql.length() > LONGEST) {
            return Use.UNNAMED;
        }
        Key key = new Key(sql, parameters.stream().map(WireParameter::type).toList());
        Known statement = known.computeIfAbsent(key, unknown -> new Known());
        statement.runs++;
        forgetEldest();
        if (!statement.name.isEmpty() || statement.runs < WORTH_KEEPING) {
            return new Use(statement.name, !statement.name.isEmpty(), takeDropped());
        }
        begun = statement;
        // A name is never used twice, so that it does not matter how far a statement came that failed.
        return new Use(PREFIX + made++, false, takeDropped());
    }

    private void forgetEldest() {
        if (known.size() > MOST) {
            Iterator<Map.Entry<Key, Known>> eldest = known.entrySet().iterator();
            drop(eldest.next().getValue());
            eldest.remove();
        }
    }

    private void drop(Known statement) {
        if (!statement.name.isEmpty()) {
            dropped.add(statement.name);
        }
    }

    private List<String> takeDropped() {
        List<String> taken = List.copyOf(dropped);
        dropped.clear();
        return taken;
    }

    /** The server has parsed the statement. */
    void succeeded(Use use) {
        if (begun != null) {
            begun.name = use.name();
            begun = null;
        }
    }

    /** The statement has failed, perhaps before the server had parsed it. */
    void failed(Use use, SQLException failure) {
        if (begun != null) {
            begun = null;
            dropped.add(use.name());
        }
        if (isStale(use, failure)) {
            known.values().forEach(this::drop);
            known.clear();
        }
    }

    /** Returns whether a statement has failed for no other reason than that it was kept. */
    static boolean isStale(Use use, SQLException failure) {
        return use.parsed() && STALE.contains(String.valueOf(failure.getSQLState()));
    }
}

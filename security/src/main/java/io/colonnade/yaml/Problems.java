package io.colonnade.yaml;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong with a set of files, gathered so that the user sees all of it at once. Not thread-safe. */
public final class Problems {
    /**
     * One thing that is wrong.
     *
     * @param location where
     * @param message what, and what to do about it
     */
    public record Problem(Location location, String message) {
        @Override
        public String toString() {
            return location + ": " + message;
        }
    }

    private final List<Problem> found = new ArrayList<>();

    /** Notes a problem and goes on. */
    public void add(Location location, String message) {
        found.add(new Problem(location, message));
    }

    /** Returns what was found so far, in the order in which it was found. */
    public List<Problem> found() {
        return List.copyOf(found);
    }

    /** Returns whether nothing was found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * Fails if anything was found, in the order of the files and their lines.
     *
     * @param what the thing that cannot be used, as the beginning of the message: "Cannot use the configuration"
     */
    public void throwIfAny(String what) {
        if (found.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder(what)
                .append(": ")
                .append(found.size())
                .append(found.size() == 1 ? " problem" : " problems");
        found.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> problem.location().file())
                        .thenComparing(problem -> problem.location().line()))
                .forEach(problem -> message.append("\n  ").append(problem));
        throw ColonnadeException.of(ErrorKind.INVALID_CONFIGURATION, SqlState.CONFIG_FILE_ERROR, message.toString());
    }
}

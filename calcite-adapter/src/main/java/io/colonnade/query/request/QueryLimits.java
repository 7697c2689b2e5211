package io.colonnade.query.request;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;

/**
 * How much one statement may stand for, by the keys of the configuration. What planning costs grows with the square of
 * these and more, here and in the source. Immutable.
 *
 * @param depth levels that a statement may have, those of what its WITH queries stand for included
 * @param tables tables that a statement may read, each as often as it is read
 */
public record QueryLimits(int depth, int tables) {
    /** What holds where nothing is configured. */
    public static final QueryLimits STANDARD = new QueryLimits(250, 128);

    /**
     * Throws if a statement reads too many tables.
     *
     * @param read how many it reads, or at least reads
     */
    public void checkTables(long read) {
        if (read > tables) {
            throw exceeded("tables", read + " tables", tables, "read fewer, and name large WITH queries less often");
        }
    }

    /**
     * Throws if a statement is too deep.
     *
     * @param levels how many it has, or at least has
     */
    public void checkDepth(int levels) {
        if (levels > depth) {
            throw exceeded(
                    "plan_depth",
                    levels + " levels",
                    depth,
                    "nest fewer parentheses, sub-queries, WITH queries and joins");
        }
    }

    /**
     * Returns the refusal of a statement that the limits let through, and that was too deep for the stack of the thread that
     * planned it.
     */
    public static ColonnadeException tooDeep(StackOverflowError cause) {
        return ColonnadeException.causedBy(
                cause,
                ErrorKind.INVALID_ARGUMENT,
                SqlState.STATEMENT_TOO_COMPLEX,
                "Cannot plan the statement: it is nested too deeply; nest fewer parentheses, sub-queries and WITH queries");
    }

    private static ColonnadeException exceeded(String key, String found, int most, String advice) {
        return refusal("written out, it has at least " + found + ", and limits." + key + " is " + most + "; " + advice);
    }

    /** Returns the refusal of a statement that nobody could plan. */
    public static ColonnadeException refusal(String why) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT, SqlState.STATEMENT_TOO_COMPLEX, "Cannot plan the statement: " + why);
    }
}

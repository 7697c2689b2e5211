package io.colonnade.it.policy;

import java.sql.SQLException;
import java.util.Optional;

/** One query asked on both sides, and what came of it. For one thread. */
final class Trial implements AutoCloseable {
    /** What may come of a query. */
    enum Outcome {
        /** The same rows. */
        SAME,
        /** No rows on either side, for the same reason. */
        BOTH_FAILED,
        /** Colonnade does not do this. */
        NOT_SUPPORTED,
        /** PostgreSQL did not finish in time or does not do this. */
        NO_TRUTH,
        /** One side failed on a visible value that the other did not come to; hidden rows had no part in it. */
        FAILED_BY_ORDER,
        /** A fault. */
        DIFFERENT
    }

    /** The database does not accept what Colonnade made of a query that it accepts itself. */
    private static final String NOT_ACCEPTED = "Cannot read from source";

    private final Person person;
    private final PipelineDoor colonnade;
    private final PipelineDoor withoutHiddenRows;
    private final Truth truth;

    Trial(Person person, PipelineDoor colonnade, PipelineDoor withoutHiddenRows, Truth truth) {
        this.person = person;
        this.colonnade = colonnade;
        this.withoutHiddenRows = withoutHiddenRows;
        this.truth = truth;
    }

    /** Asks both sides. */
    Outcome of(Question question) throws Exception {
        Answer ours = colonnade.ask(person, question);
        Answer theirs = truth.ask(question);
        if (ours instanceof Answer.Rows && theirs instanceof Answer.Rows) {
            return Comparison.same(question, theirs, ours) ? Outcome.SAME : Outcome.DIFFERENT;
        }
        if (theirs instanceof Answer.Refused refused && !refused.ofData()) {
            return ours instanceof Answer.Rows ? Outcome.NO_TRUTH : notData((Answer.Refused) ours);
        }
        if (ours instanceof Answer.Refused refused && !refused.ofData()) {
            return refused.message().startsWith(NOT_ACCEPTED) ? Outcome.DIFFERENT : notData(refused);
        }
        if (ours instanceof Answer.Refused mine && theirs instanceof Answer.Refused other) {
            return Optional.ofNullable(mine.state()).equals(Optional.ofNullable(other.state()))
                    ? Outcome.BOTH_FAILED
                    : byOrder(question, ours);
        }
        return byOrder(question, ours);
    }

    private static Outcome notData(Answer.Refused refused) {
        String state = String.valueOf(refused.state());
        return state.startsWith("42") || state.equals(PolicyCase.UNSUPPORTED)
                ? Outcome.NOT_SUPPORTED
                : Outcome.DIFFERENT;
    }

    /** PostgreSQL evaluates conditions in the order that it likes; it must like the same where no row is hidden. */
    private Outcome byOrder(Question question, Answer ours) throws Exception {
        return withoutHiddenRows.ask(person, question).equals(ours) ? Outcome.FAILED_BY_ORDER : Outcome.DIFFERENT;
    }

    /** Makes a query smaller for as long as it still shows the fault. */
    RandomQuery reduced(RandomQuery query) throws Exception {
        for (RandomQuery smaller : query.smaller()) {
            if (of(smaller.question()) == Outcome.DIFFERENT) {
                return reduced(smaller);
            }
        }
        return query;
    }

    /** Says all that somebody needs who looks for the fault. */
    String told(RandomQuery query) throws Exception {
        Question question = reduced(query).question();
        return "as " + person + "\n  " + query.question() + "\n  or " + question + "\n  ours  "
                + shown(colonnade.ask(person, question)) + "\n  truth " + shown(truth.ask(question));
    }

    private static String shown(Answer answer) {
        String text = answer.toString();
        return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }

    @Override
    public void close() throws SQLException {
        truth.close();
    }
}

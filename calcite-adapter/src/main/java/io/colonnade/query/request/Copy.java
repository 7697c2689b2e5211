package io.colonnade.query.request;

import io.colonnade.error.TextPosition;
import java.util.List;

/**
 * {@code COPY … TO 'uri' (…)}: rows that are to leave as files. What the destination and the options mean is not known here.
 * Immutable.
 *
 * @param what the rows
 * @param destination where the files are to be, as it was written
 * @param destinationPlace where the statement says so
 * @param options in the order in which they were written, none left out, also if one is there twice
 * @param explained whether only what would be done is to be told
 */
public record Copy(
        What what, String destination, TextPosition destinationPlace, List<Option> options, boolean explained)
        implements Command {
    public Copy {
        options = List.copyOf(options);
    }

    /** The rows that are copied. */
    public sealed interface What {}

    /**
     * The answer to a query.
     *
     * @param query at the places of the text at which it stands in the statement, so that errors point into that
     */
    public record Answer(QueryRequest.Sql query) implements What {}

    /**
     * All rows of a batch.
     *
     * @param name its name, perhaps behind its projection's
     */
    public record WholeBatch(List<String> name, TextPosition place) implements What {
        public WholeBatch {
            name = List.copyOf(name);
        }
    }

    /** All rows of all batches of a projection, in one state of its source. */
    public record WholeProjection(String name, TextPosition place) implements What {}

    /**
     * An option.
     *
     * @param name as identifiers are folded
     * @param values as they were written, numbers and names as text; none if the option is a word alone
     */
    public record Option(String name, List<String> values, TextPosition place) {
        public Option {
            values = List.copyOf(values);
        }
    }
}

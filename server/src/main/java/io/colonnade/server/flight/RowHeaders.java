package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.request.RowBounds;
import java.util.regex.Pattern;
import org.apache.arrow.flight.CallHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers by which a client says, when it asks for a statement's result, how many rows it will take of it and in one
 * message. They hold for the tickets of that result, wherever those are fetched.
 */
final class RowHeaders {
    static final String MOST = "x-colonnade-max-rows";
    static final String PER_BATCH = "x-colonnade-batch-rows";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private RowHeaders() {}

    static RowBounds read(CallHeaders headers) {
        long perBatch = number(headers, PER_BATCH);
        return new RowBounds(number(headers, MOST), (int) Math.min(Integer.MAX_VALUE, perBatch));
    }

    private static long number(CallHeaders headers, String name) {
        @Nullable String given = headers.get(name);
        if (given == null) {
            return 0;
        }
        if (!NUMBER.matcher(given).matches()) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Invalid header " + name + ": it is a number of rows, or 0 for no limit");
        }
        return Long.parseLong(given);
    }
}

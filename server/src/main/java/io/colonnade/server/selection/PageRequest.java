package io.colonnade.server.selection;

import io.colonnade.query.request.Selection.Page;
import io.colonnade.query.request.Selection.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the rows a caller asks for: a page by cursors, or a limit and an offset. Immutable.
 *
 * @param first how many rows from the beginning
 * @param after the cursor behind which they begin
 * @param last how many rows from the end
 * @param before the cursor before which they end
 * @param limit how many rows
 * @param offset how many rows are passed over
 */
public record PageRequest(
        @Nullable Long first,
        @Nullable String after,
        @Nullable Long last,
        @Nullable String before,
        @Nullable Long limit,
        @Nullable Long offset) {
    /** The most rows of a page. */
    public static final int MOST_ROWS = 10_000;

    /**
     * Creates a request.
     *
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT for numbers below zero or too large, and for what does not go
     *     together
     */
    public PageRequest {
        checkPage("first", first);
        checkPage("last", last);
        checkNumber("limit", limit);
        checkNumber("offset", offset);
        if (first != null && last != null) {
            throw SelectionErrors.invalid("page", "first and last do not go together; use one of them");
        }
        boolean byCursor = first != null || last != null || after != null || before != null;
        if (byCursor && (limit != null || offset != null)) {
            throw SelectionErrors.invalid(
                    "page", "limit and offset do not go together with first, last, after and before; use one way");
        }
    }

    private static void checkPage(String name, @Nullable Long rows) {
        checkNumber(name, rows);
        if (rows != null && rows > MOST_ROWS) {
            throw SelectionErrors.tooMuch(name, "a page has at most " + MOST_ROWS + " rows");
        }
    }

    private static void checkNumber(String name, @Nullable Long number) {
        if (number != null && number < 0) {
            throw SelectionErrors.invalid(name, "it is less than 0");
        }
    }

    /** Returns whether it asks for a page, at whose end there is a cursor. */
    public boolean isPage() {
        return first != null || last != null;
    }

    /** Returns whether rows that are passed over cost so much that the caller is to be told of cursors. */
    public boolean isFar() {
        return offset != null && offset > Page.FAR_OFFSET;
    }

    /**
     * Returns the page of a selection.
     *
     * @param more how many rows beyond the page are wanted, such as the one that tells that there are more
     * @param values gets the values of cursors
     * @throws io.colonnade.error.ColonnadeException INVALID_ARGUMENT for a cursor that does not belong here, and for pages of
     *     rows that no order tells apart
     */
    public Page page(CursorScope scope, Cursors cursors, long more, SelectionValues values) {
        if ((isPage() || after != null || before != null) && !scope.order().isTotal()) {
            throw SelectionErrors.invalid(
                    "page",
                    "the key of the batch is masked for you, so that no order tells its rows apart; use limit and offset");
        }
        @Nullable Long rows = first != null ? first : last != null ? last : limit;
        return new Page(
                rows == null ? null : (Long) (rows + (isPage() ? more : 0)),
                offset == null ? 0 : offset,
                after == null ? null : place(cursors.open(scope, after), values),
                before == null ? null : place(cursors.open(scope, before), values),
                last != null);
    }

    private static Place place(List<@Nullable Object> row, SelectionValues values) {
        List<@Nullable Integer> parameters = new ArrayList<>();
        for (Object value : row) {
            parameters.add(value == null ? null : values.add(value));
        }
        return new Place(parameters);
    }
}

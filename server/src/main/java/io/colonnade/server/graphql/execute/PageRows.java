package io.colonnade.server.graphql.execute;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a level that belong to one row above, up to the end of the page, and what is told of that page. For one thread. */
final class PageRows {
    private static final int LOST = -1;

    private final LevelRows rows;
    private final long most;

    private long shown;
    private boolean more;
    private @Nullable String first;
    private @Nullable String last;
    private int lastRow = LOST;

    /** Creates a page that has not begun. */
    PageRows(LevelRows rows) {
        this.rows = rows;
        Long limit = rows.level().paging().rows();
        this.most = limit == null ? Long.MAX_VALUE : limit;
    }

    /** Begins the page of the row above that is written now. */
    void begin() {
        shown = 0;
        more = false;
        first = null;
        last = null;
        lastRow = LOST;
    }

    /** Returns whether there is a row to show; at the end of the page, passes over what is behind it. */
    boolean hasRow() throws IOException {
        if (shown < most) {
            return rows.belong();
        }
        while (rows.belong()) {
            more = true;
            keepLast();
            rows.next();
        }
        return false;
    }

    /** Goes on to the next row. */
    void next() throws IOException {
        if (rows.level().paging().told()) {
            remember();
        }
        shown++;
        rows.next();
    }

    /** A row is lost with its batch; of all others but the first, none is the last yet. */
    private void remember() {
        if (shown == 0) {
            first = rows.cursor(rows.row());
        }
        boolean lost = rows.isLastOfBatch();
        last = lost ? rows.cursor(rows.row()) : null;
        lastRow = lost ? LOST : rows.row();
    }

    private void keepLast() {
        if (lastRow != LOST && rows.isLastOfBatch()) {
            last = rows.cursor(lastRow);
            lastRow = LOST;
        }
    }

    boolean more() {
        return more;
    }

    @Nullable
    String first() {
        return first;
    }

    @Nullable
    String last() {
        return lastRow == LOST ? last : rows.cursor(lastRow);
    }
}

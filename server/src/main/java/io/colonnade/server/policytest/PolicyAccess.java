package io.colonnade.server.policytest;

import io.colonnade.error.ColonnadeException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A deployment that tests ask, in this process or at a server. One thread uses it. */
public interface PolicyAccess extends AutoCloseable {
    /** Takes the rows of a result, a batch at a time. */
    interface RowSink {
        /** Is told the columns' names, before any row. */
        void columns(List<String> names);

        /** Is given a row, a null in place of NULL. */
        void row(List<@Nullable String> values);
    }

    /**
     * Runs a query.
     *
     * @throws ColonnadeException if it is refused
     */
    void query(Asker asker, String sql, RowSink sink) throws IOException;

    /**
     * Returns the tables that somebody may see, as {@code projection.batch}.
     *
     * @throws ColonnadeException if who asks is refused
     */
    Set<String> tables(Asker asker) throws IOException;

    @Override
    void close();
}

package io.colonnade.contract;

/** Where a batch's rows come from in its source. */
public sealed interface Relation {
    /** Returns how many tables it reads, as far as its text says: a view is one. */
    int tables();

    /**
     * A table or view.
     *
     * @param sql its name as the source's dialect writes it, quoted where needed
     */
    record Table(String sql) implements Relation {
        @Override
        public int tables() {
            return 1;
        }
    }

    /**
     * A query.
     *
     * @param sql a SELECT in the source's own dialect
     */
    record Query(String sql) implements Relation {
        @Override
        public int tables() {
            return SourceText.tables(sql);
        }
    }
}

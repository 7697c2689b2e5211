package io.colonnade.server.graphql;

import io.colonnade.query.AccessContext;
import io.colonnade.server.graphql.execute.Table;
import java.util.List;

/** For tests in which no operation is run: one that is fails them. */
public final class NoRows implements OperationRunner {
    @Override
    public RunningOperation begin(PreparedOperation operation, AccessContext context) {
        throw nothing();
    }

    @Override
    public RunningTables beginTables(PreparedOperation operation, AccessContext context) {
        throw nothing();
    }

    @Override
    public List<Table> tables(PreparedOperation operation, AccessContext context) {
        throw nothing();
    }

    private static AssertionError nothing() {
        return new AssertionError("nothing is to be read");
    }
}

package io.colonnade.query.pushdown;

import io.colonnade.contract.Contracts;
import io.colonnade.contract.ProjectionCompiler;
import io.colonnade.query.GovernedRoad;
import io.colonnade.query.plan.ExecutionPlan.SourceStep;
import io.colonnade.query.policy.RowFilterCompiler;
import io.colonnade.source.PostgresFixture;
import io.colonnade.source.postgres.PostgresSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * People of two regions in one version of PostgreSQL, half of them hidden by a filter on a joined table; the statistics
 * know all of them.
 */
final class BarrierDatabase implements AutoCloseable {
    private static final String TABLES = """
            CREATE TABLE region (id integer PRIMARY KEY, name text NOT NULL);
            INSERT INTO region VALUES (0, 'EU'), (1, 'US');
            CREATE TABLE person (id integer PRIMARY KEY, region_id integer NOT NULL, name text NOT NULL,
                code text, amount numeric(12,2), weight double precision, doc jsonb);
            INSERT INTO person SELECT i, i % 2, CASE i % 2 WHEN 0 THEN 'open' || i % 20 ELSE 'secret' || i % 20 END,
                i::text, i, i, jsonb_build_object('n', i) FROM generate_series(2, 2001) AS i;
            CREATE INDEX ON person (name);
            CREATE TABLE visit (id integer PRIMARY KEY, person_id integer NOT NULL, minutes integer NOT NULL);
            INSERT INTO visit SELECT i, 2 + i % 2000, i % 60 FROM generate_series(1, 4000) AS i;
            CREATE INDEX ON visit (person_id);
            ANALYZE""";

    private static final String PROJECTION = """
            projection: shop
            version: 1.0.0
            source: shop
            allow: [analyst]
            batches:
              people:
                sql: |
                  SELECT p.*, r.name AS region FROM person p LEFT JOIN region r ON r.id = p.region_id
                key: [id]
                columns:
                  id:     {type: int32, nullable: false}
                  name:   {type: string, nullable: false}
                  code:   {type: string}
                  amount: {type: 'decimal(12,2)'}
                  weight: {type: float64}
                  inverse: {type: int32, sql: 1 / (id - 13)}
                filter_columns:
                  region: {type: string}
              visits:
                sql: |
                  SELECT v.*, r.name AS region FROM visit v LEFT JOIN person p ON p.id = v.person_id
                  LEFT JOIN region r ON r.id = p.region_id
                key: [id]
                columns:
                  id:        {type: int32, nullable: false}
                  person_id: {type: int32, nullable: false}
                  minutes:   {type: int32, nullable: false}
                filter_columns:
                  region: {type: string}
            row_filters:
              - {batch: people, filter: "region = {context.tenant}"}
              - {batch: visits, filter: "region = {context.tenant}"}
            """;

    private final PostgresFixture postgres;
    private final PostgresSource source;
    private final Contracts contracts;
    private final Connection connection;
    private final Map<String, String> statements = new HashMap<>();

    private BarrierDatabase(
            PostgresFixture postgres, PostgresSource source, Contracts contracts, Connection connection) {
        this.postgres = postgres;
        this.source = source;
        this.contracts = contracts;
        this.connection = connection;
    }

    static BarrierDatabase of(PostgresFixture postgres, Path directory) throws IOException, SQLException {
        postgres.execute(TABLES);
        PostgresSource source = postgres.source();
        RowFilterCompiler filters = new RowFilterCompiler();
        Path file = Files.writeString(directory.resolve("shop.yaml"), PROJECTION);
        Contracts contracts = new ProjectionCompiler(
                        (projection, batch, filter) -> filters.check(batch, filter), mask -> {})
                .compile(file, Map.of("shop", source));
        return new BarrierDatabase(postgres, source, contracts, postgres.connect());
    }

    /** Returns the statement that PostgreSQL gets for one of somebody who sees the people of region EU, even ids. */
    String pushed(String sql) {
        return statements.computeIfAbsent(sql, this::planned);
    }

    private String planned(String sql) {
        SourceStep step = (SourceStep)
                GovernedRoad.plan(contracts, GovernedRoad.LIMITED, sql).step();
        return step.sql().text().replace("?", "'EU'");
    }

    /** Returns PostgreSQL's own plan of a statement. */
    QueryPlan explained(String sql) throws SQLException {
        return QueryPlan.of(lines("EXPLAIN (VERBOSE, COSTS OFF) " + pushed(sql)));
    }

    /** Returns the first column of what a statement gives. */
    List<String> lines(String pushed) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(pushed)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    /** Changes settings of the session, such as what the planner may choose. */
    void set(String settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("RESET ALL");
            statement.execute(settings);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        source.close();
        postgres.close();
    }
}

package io.colonnade.it.bench;

import io.colonnade.it.Deployment;
import io.colonnade.it.Rows;
import io.colonnade.it.Tpch;
import io.colonnade.it.TpchQueries;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes {@code docs/tpch.md}: each of TPC-H's queries through Colonnade's query road and through pgjdbc, in turns in one
 * run, with medians and their ratio. The argument is the file to write.
 */
public final class TpchReport {
    private static final int ROUNDS = 9;
    private static final int WARM_UP = 4;

    private final QueryPipeline pipeline;
    private final Connection postgres;

    private TpchReport(QueryPipeline pipeline, Connection postgres) {
        this.pipeline = pipeline;
        this.postgres = postgres;
    }

    private record Line(int query, boolean oneStatement, boolean equal, int rows, double ours, double theirs) {
        double ratio() {
            return ours / theirs;
        }

        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %d | %.1f | %.1f | %.2f |%n",
                    query,
                    oneStatement ? "yes" : "**no**",
                    equal ? "yes" : "**no**",
                    rows,
                    theirs,
                    ours,
                    ratio());
        }
    }

    /** Measures and writes the report. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Tpch database = Tpch.at(Tpch.MEDIUM);
        try (Deployment deployment = Deployment.over(database, AuditLog.toLogger());
                Connection connection = database.connect();
                Statement settings = connection.createStatement()) {
            // The same settings as Colonnade's own connections have.
            settings.execute("SET jit = off; SET random_page_cost = 1.1");
            TpchReport report = new TpchReport(deployment.pipeline(), connection);
            Line[] lines = new Line[TpchQueries.COUNT];
            for (int number = 1; number <= TpchQueries.COUNT; number++) {
                lines[number - 1] = report.measure(number);
                System.err.print(lines[number - 1].markdown());
            }
            Files.writeString(Path.of(arguments[0]), text(lines, version(connection)));
        }
        System.exit(0);
    }

    private Line measure(int number) throws IOException, SQLException {
        String sql = TpchQueries.text(number);
        Rows rows = Rows.ofColonnade(pipeline, Deployment.ADMIN, sql, "tpch");
        Schema schema = rows.schema();
        boolean equal =
                rows.values().equals(Rows.ofPostgres(postgres, sql, schema).values());
        List<String> plan = pipeline.explainToOperator(Deployment.ADMIN, new QueryRequest.Sql(sql, "tpch"));
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = System.nanoTime();
            Rows.ofColonnade(pipeline, Deployment.ADMIN, sql, "tpch");
            long between = System.nanoTime();
            Rows.ofPostgres(postgres, sql, schema);
            long end = System.nanoTime();
            if (round >= 0) {
                ours[round] = (between - start) / 1e6;
                theirs[round] = (end - between) / 1e6;
            }
        }
        boolean one = plan.size() == 1 && plan.get(0).startsWith("source ");
        return new Line(number, one, equal, rows.values().size(), median(ours), median(theirs));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String version(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    private static String text(Line[] lines, String version) {
        double[] ratios = Arrays.stream(lines).mapToDouble(Line::ratio).toArray();
        double ours = Arrays.stream(lines).mapToDouble(Line::ours).sum();
        double theirs = Arrays.stream(lines).mapToDouble(Line::theirs).sum();
        StringBuilder text = new StringBuilder();
        text.append("# TPC-H through Colonnade\n\n")
                .append("All 22 queries as `admin` over the `tpch` projection at scale ")
                .append(Tpch.MEDIUM)
                .append(", beside PostgreSQL asked directly.\n")
                .append("Written by `it/bench/run tpch`; the same queries are a test in `it` (`TpchIT`).\n\n")
                .append(String.format(
                        Locale.ROOT,
                        "Measured: PostgreSQL %s embedded with its defaults but `jit=off` on both sides, Java %s, %d"
                                + " cores shared by client, Colonnade%nand PostgreSQL; medians of %d rounds in turns"
                                + " after %d to warm up. *Colonnade* is planning (cached), reading as%nArrow and every"
                                + " value taken out of the vectors in the same process; *PostgreSQL* is pgjdbc reading"
                                + " every value.%n%n",
                        version,
                        Runtime.version().feature(),
                        Runtime.getRuntime().availableProcessors(),
                        ROUNDS,
                        WARM_UP))
                .append("| query | pushed as one statement | equal | rows | PostgreSQL ms | Colonnade ms | ratio |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (Line line : lines) {
            text.append(line.markdown());
        }
        text.append(String.format(
                Locale.ROOT,
                "%nMedian ratio %.2f, sum of times %.0f ms over %.0f ms: %.2f.%n",
                median(ratios),
                ours,
                theirs,
                ours / theirs));
        return text.toString();
    }
}

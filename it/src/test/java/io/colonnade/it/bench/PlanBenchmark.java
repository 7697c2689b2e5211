package io.colonnade.it.bench;

import io.colonnade.it.Deployment;
import io.colonnade.it.Tpch;
import io.colonnade.it.TpchQueries;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.audit.AuditLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From text to an execution plan, TPC-H's 22 queries in turn; the 0.50 percentile is the suite's median. {@code anew} plans
 * from nothing, {@code cached} finds the plan of the same text.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-opens=java.base/java.nio=ALL-UNNAMED", "-Xmx2g"})
public class PlanBenchmark {
    private Deployment deployment;
    private QueryPipeline pipeline;
    private List<String> texts;
    private int next;
    private long unique;

    /** Starts the database and the query road. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        deployment = Deployment.over(Tpch.at(Tpch.SMALL), AuditLog.toLogger());
        pipeline = deployment.pipeline();
        texts = new ArrayList<>();
        for (int number = 1; number <= TpchQueries.COUNT; number++) {
            texts.add(TpchQueries.text(number));
        }
    }

    /** Stops the query road; the database ends with the JVM. */
    @TearDown(Level.Trial)
    public void close() {
        deployment.close();
    }

    /** Plans a text that the cache does not know. */
    @Benchmark
    public Object anew() {
        String text = texts.get(next++ % texts.size()) + " -- " + unique++;
        return pipeline.describe(Deployment.asked(Deployment.ADMIN), new QueryRequest.Sql(text, "tpch"));
    }

    /** Finds a plan in the cache. */
    @Benchmark
    public Object cached() {
        String text = texts.get(next++ % texts.size());
        return pipeline.describe(Deployment.asked(Deployment.ADMIN), new QueryRequest.Sql(text, "tpch"));
    }
}

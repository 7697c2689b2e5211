package io.colonnade.it.bench.client;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Makes a call for each statement, and reads what is answered. */
final class HttpRows implements Client {
    /** Each row of what is asked for has this field, once. */
    static final String MARK = "id";

    private static final String ARROW = "application/vnd.apache.arrow.stream";
    private static final String PARQUET = "application/vnd.apache.parquet";
    private static final String JSON = "application/json";

    /** Servers close connections that are silent for long, as one is while it is another subject's turn. */
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Opens a connection to the server. */
    interface Opening {
        HttpConnection open(Settings settings) throws IOException;
    }

    private final Opening opening;
    private final Settings settings;
    private final Function<String, HttpCall> call;
    private final BodyReader reader;
    private HttpConnection connection;
    private long lastUse = System.nanoTime();

    private HttpRows(Opening opening, Settings settings, Function<String, HttpCall> call, BodyReader reader)
            throws IOException {
        this.opening = opening;
        this.settings = settings;
        this.call = call;
        this.reader = reader;
        this.connection = opening.open(settings);
    }

    private static HttpRows of(Settings settings, String accept, BodyReader reader) throws IOException {
        return new HttpRows(Http1Connection::new, settings, sql -> HttpCall.statement(sql, accept), reader);
    }

    static HttpRows ofArrow(Settings settings) throws IOException {
        return of(settings, ARROW, new ArrowVectors());
    }

    static HttpRows ofArrowOverHttp2(Settings settings) throws IOException {
        return new HttpRows(Http2Connection::new, settings, sql -> HttpCall.statement(sql, ARROW), new ArrowVectors());
    }

    static HttpRows ofArrowBytes(Settings settings) throws IOException {
        return of(settings, ARROW, new ArrowHeaders());
    }

    static HttpRows ofParquet(Settings settings) throws IOException {
        return of(settings, PARQUET, new ParquetFooter());
    }

    /** The header has a line of its own. */
    static HttpRows ofCsv(Settings settings) throws IOException {
        return of(settings, "text/csv", new Lines(1));
    }

    /** The brackets have lines of their own. */
    static HttpRows ofJson(Settings settings) throws IOException {
        return of(settings, JSON, new Lines(2));
    }

    static HttpRows ofNdjson(Settings settings) throws IOException {
        return of(settings, "application/x-ndjson", new Lines(0));
    }

    /** A statement writes files. */
    static HttpRows ofExports(Settings settings) throws IOException {
        return of(settings, JSON, new ExportRow());
    }

    /** A statement is the address of a page. */
    static HttpRows ofPages(Settings settings) throws IOException {
        return new HttpRows(Http1Connection::new, settings, target -> HttpCall.get(target, JSON), new Marks(MARK));
    }

    /** A statement is an operation as it is posted. */
    static HttpRows ofGraphQl(Settings settings) throws IOException {
        return new HttpRows(Http1Connection::new, settings, HttpCall::operation, new Marks(MARK));
    }

    @Override
    public Reading read(String sql, long pauseMillis) throws IOException {
        if (System.nanoTime() - lastUse > SILENT_NANOS) {
            connection.close();
            connection = opening.open(settings);
        }
        Reading reading = reader.read(connection.send(call.apply(sql)));
        lastUse = System.nanoTime();
        return reading;
    }

    @Override
    public void close() throws IOException {
        connection.close();
        reader.close();
    }
}

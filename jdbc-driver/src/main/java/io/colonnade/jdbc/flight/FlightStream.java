package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.flight.Arrivals.Arrival;
import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowMessage;
import io.colonnade.jdbc.ipc.ArrowSchema;
import io.colonnade.jdbc.ipc.BatchDecoder;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.ipc.ColumnReader;
import io.colonnade.jdbc.ipc.SchemaDecoder;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.flight.impl.Flight.FlightEndpoint;
import org.apache.arrow.flight.impl.Flight.FlightInfo;
import org.apache.arrow.flight.impl.Flight.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one result. The endpoints of an ordered result are read one after the other, as the server lists them; those
 * of an unordered one several at a time, and whichever has a batch gives it. The first batch is read before the statement
 * returns: what fails in execution fails there.
 */
final class FlightStream implements BatchSource {
    private static final int UNREAD = -2;
    private static final int END = -1;
    /** A server that knows no other address for a part than its own says so, by specification, with this scheme. */
    private static final String SAME_CONNECTION = "arrow-flight-reuse-connection:";

    private final FlightCalls calls;
    private final CallScope scope;
    private final int atOnce;
    private final Arrivals<FlightFrame> arrivals = new Arrivals<>();
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private final Set<RpcCall<?, FlightFrame>> open = new LinkedHashSet<>();
    /** Those of the open calls whose schema has come, which is their first message. */
    private final Set<RpcCall<?, FlightFrame>> announced = new LinkedHashSet<>();

    private @Nullable ArrowSchema schema;
    private @Nullable BatchDecoder decoder;
    private int peeked = UNREAD;
    private @Nullable FlightFrame schemaFrame;
    /** What the readers are at. */
    private @Nullable FlightFrame current;

    private @Nullable FlightFrame following;
    private boolean closed;

    private FlightStream(FlightCalls calls, CallScope scope, int atOnce, @Nullable ArrowSchema schema) {
        this.calls = calls;
        this.scope = scope;
        this.atOnce = atOnce;
        use(schema);
    }

    static FlightStream open(FlightCalls calls, FlightInfo info, CallScope scope) throws SQLException {
        byte[] schema = info.getSchema().toByteArray();
        FlightStream stream = new FlightStream(
                calls,
                scope,
                info.getOrdered() ? 1 : calls.partsAtOnce(),
                schema.length == 0 ? null : SchemaDecoder.encapsulated(schema));
        for (FlightEndpoint endpoint : info.getEndpointList()) {
            stream.waiting.add(ticketHere(endpoint));
        }
        try {
            stream.peeked = stream.advance();
        } catch (SQLException | RuntimeException e) {
            stream.close();
            throw e;
        }
        return stream;
    }

    /** Login and policy belong to the servers of the URL, so rows are fetched from nobody else. */
    private static Ticket ticketHere(FlightEndpoint endpoint) throws SQLException {
        boolean here = endpoint.getLocationCount() == 0
                || endpoint.getLocationList().stream()
                        .anyMatch(location -> location.getUri().startsWith(SAME_CONNECTION));
        if (!here) {
            throw SqlState.unsupported("results that are kept at another address");
        }
        return endpoint.getTicket();
    }

    private void use(@Nullable ArrowSchema known) {
        schema = known;
        decoder = known == null ? null : new BatchDecoder(known);
    }

    @Override
    public List<ColumnReader> columns() {
        return decoder == null ? List.of() : decoder.columns();
    }

    @Override
    public Map<String, String> metadata() {
        return schema == null ? Map.of() : schema.metadata();
    }

    @Override
    public int nextBatch() throws SQLException {
        int rows = peeked == UNREAD ? advance() : peeked;
        peeked = UNREAD;
        return rows;
    }

    @Override
    public boolean hasNextBatch() throws SQLException {
        if (peeked != UNREAD) {
            return peeked != END;
        }
        if (following == null) {
            following = nextFrame();
        }
        return following != null;
    }

    private int advance() throws SQLException {
        current = following == null ? nextFrame() : following;
        following = null;
        return current == null ? END : load(current);
    }

    @Override
    public ArrowMessage schemaMessage() throws SQLException {
        if (schemaFrame == null) {
            throw malformed("there is no schema");
        }
        return schemaFrame.handedOn();
    }

    @Override
    public @Nullable ArrowMessage nextMessage() throws SQLException {
        FlightFrame frame = current == null ? nextFrame() : current;
        current = null;
        return frame == null ? null : frame.handedOn();
    }

    private @Nullable FlightFrame nextFrame() throws SQLException {
        try {
            return nextWithRows();
        } catch (IndexOutOfBoundsException | IllegalArgumentException | NullPointerException e) {
            throw malformed("a message is cut short");
        }
    }

    /** Waits for a batch with rows, and takes the schemas that come before. */
    private @Nullable FlightFrame nextWithRows() throws SQLException {
        for (RpcCall<?, FlightFrame> any = openMore(); any != null; any = openMore()) {
            Arrival<FlightFrame> arrival = any.await();
            RpcCall<?, FlightFrame> from = arrival.from();
            checkOpen();
            FlightFrame frame = from.taken(arrival);
            if (frame == null) {
                ended(from);
            } else if (frame.hasMessage() && announced.add(from)) {
                accept(SchemaDecoder.message(frame.message()));
                schemaFrame = frame;
            } else if (frame.hasRows()) {
                return frame;
            }
        }
        return null;
    }

    /** Fetches what may be fetched now, and returns a call to wait at, if there is one. */
    private synchronized @Nullable RpcCall<?, FlightFrame> openMore() throws SQLException {
        checkOpen();
        while (open.size() < atOnce && !waiting.isEmpty()) {
            open.add(calls.doGet(waiting.remove(), scope, arrivals));
        }
        return open.isEmpty() ? null : open.iterator().next();
    }

    private synchronized void ended(RpcCall<?, FlightFrame> call) {
        open.remove(call);
        announced.remove(call);
    }

    /** What another thread has closed must not look as if it had come to its end. */
    private synchronized void checkOpen() throws SQLException {
        if (closed) {
            throw scope.isCancelled()
                    ? SqlState.QUERY_CANCELED.exception("Cannot finish the statement: it was cancelled")
                    : SqlState.INVALID_CURSOR_STATE.exception("Cannot read the result: it was closed meanwhile");
        }
    }

    private int load(FlightFrame frame) throws SQLException {
        if (decoder == null) {
            throw malformed("a batch came before the schema");
        }
        return decoder.load(frame.message(), frame.body());
    }

    private void accept(ArrowSchema streamed) throws SQLException {
        ArrowSchema known = schema;
        if (known == null) {
            use(streamed);
        } else if (!sameLayout(known.fields(), streamed.fields())) {
            throw malformed("the stream's schema differs from the one that was announced");
        }
    }

    private static boolean sameLayout(List<ArrowField> left, List<ArrowField> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).hasLayoutOf(right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static SQLException malformed(String why) {
        return SqlState.PROTOCOL_VIOLATION.exception("Cannot read the result: " + why);
    }

    /** Lets go of the calls; may come from any thread, and a reader that waits gets an exception. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        open.forEach(RpcCall::cancel);
        open.clear();
    }
}

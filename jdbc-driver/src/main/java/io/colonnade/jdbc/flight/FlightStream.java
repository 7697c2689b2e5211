package io.colonnade.jdbc.flight;

import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.ArrowField;
import io.colonnade.jdbc.ipc.ArrowSchema;
import io.colonnade.jdbc.ipc.BatchDecoder;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.ipc.ColumnReader;
import io.colonnade.jdbc.ipc.SchemaDecoder;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.flight.impl.Flight.FlightEndpoint;
import org.apache.arrow.flight.impl.Flight.FlightInfo;
import org.apache.arrow.flight.impl.Flight.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one result, endpoint after endpoint in the order in which the server lists them, so that an ordered
 * result stays ordered. The first batch is read before the statement returns: what fails in execution fails there.
 */
final class FlightStream implements BatchSource {
    private static final int UNREAD = -2;
    private static final int END = -1;

    private final FlightCalls calls;
    private final CallScope scope;
    private final Deque<Ticket> tickets = new ArrayDeque<>();
    private @Nullable ArrowSchema schema;
    private @Nullable BatchDecoder decoder;
    private @Nullable RpcCall<Ticket, FlightFrame> current;
    private int peeked = UNREAD;

    private FlightStream(FlightCalls calls, CallScope scope, @Nullable ArrowSchema schema) {
        this.calls = calls;
        this.scope = scope;
        use(schema);
    }

    static FlightStream open(FlightCalls calls, FlightInfo info, CallScope scope) throws SQLException {
        byte[] schema = info.getSchema().toByteArray();
        FlightStream stream =
                new FlightStream(calls, scope, schema.length == 0 ? null : SchemaDecoder.encapsulated(schema));
        for (FlightEndpoint endpoint : info.getEndpointList()) {
            stream.tickets.add(endpoint.getTicket());
        }
        try {
            stream.peeked = stream.advance();
        } catch (SQLException | RuntimeException e) {
            stream.close();
            throw e;
        }
        return stream;
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
    public int nextBatch() throws SQLException {
        int rows = peeked == UNREAD ? advance() : peeked;
        peeked = UNREAD;
        return rows;
    }

    private int advance() throws SQLException {
        while (true) {
            RpcCall<Ticket, FlightFrame> call = current;
            if (call == null) {
                if (!openNext()) {
                    return END;
                }
                continue;
            }
            FlightFrame frame = nextMessage(call);
            if (frame == null) {
                current = null;
                continue;
            }
            int rows = load(frame);
            if (rows > 0) {
                return rows;
            }
        }
    }

    private int load(FlightFrame frame) throws SQLException {
        if (decoder == null) {
            throw malformed("a batch came before the schema");
        }
        try {
            return decoder.load(frame.message(), frame.body());
        } catch (IndexOutOfBoundsException e) {
            throw malformed("a message is cut short");
        }
    }

    private boolean openNext() throws SQLException {
        Ticket ticket = tickets.poll();
        if (ticket == null) {
            return false;
        }
        RpcCall<Ticket, FlightFrame> call = calls.doGet(ticket, scope);
        current = call;
        FlightFrame first = nextMessage(call);
        if (first == null) {
            current = null;
        } else {
            accept(SchemaDecoder.message(first.message()));
        }
        return true;
    }

    private static @Nullable FlightFrame nextMessage(RpcCall<Ticket, FlightFrame> call) throws SQLException {
        FlightFrame frame = call.next();
        while (frame != null && !frame.hasMessage()) {
            frame = call.next();
        }
        return frame;
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

    @Override
    public void close() {
        tickets.clear();
        RpcCall<Ticket, FlightFrame> call = current;
        current = null;
        if (call != null) {
            call.cancel();
        }
    }
}

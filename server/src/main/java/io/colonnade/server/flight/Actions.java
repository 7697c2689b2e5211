package io.colonnade.server.flight;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.FlightProducer.StreamListener;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.sql.FlightSqlUtils;

/** The actions of Flight and Flight SQL, by the name of their type. Filled once when the door is made; then read by any thread. */
final class Actions {
    /** Reads an action's body, as the classes of Flight's own actions do. */
    @FunctionalInterface
    interface Reader<R> {
        R read(ByteBuffer body) throws Exception;
    }

    private interface Handler {
        Optional<byte[]> act(Caller caller, byte[] body);
    }

    private record Entry(ActionType type, Handler handler) {}

    /** What a client may also ask of a server that is stopping. */
    private static final Set<String> ENDING = Set.of(
            FlightConstants.CANCEL_FLIGHT_INFO.getType(),
            FlightConstants.CLOSE_SESSION.getType(),
            FlightSqlUtils.FLIGHT_SQL_CANCEL_QUERY.getType(),
            FlightSqlUtils.FLIGHT_SQL_CLOSE_PREPARED_STATEMENT.getType(),
            FlightSqlUtils.FLIGHT_SQL_END_TRANSACTION.getType());

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Adds an action of Flight SQL, whose body and result are packed messages; a null result is an empty answer. */
    <M extends Message> Actions onMessage(
            ActionType type, M prototype, BiFunction<Caller, M, Optional<Message>> handler) {
        entries.put(
                type.getType(),
                new Entry(
                        type,
                        (caller, body) -> handler.apply(caller, unpack(type, prototype, body))
                                .map(result -> Any.pack(result).toByteArray())));
        return this;
    }

    /** Adds an action of Flight itself. */
    <R> Actions on(ActionType type, Reader<R> reader, BiFunction<Caller, R, ByteBuffer> handler) {
        entries.put(
                type.getType(),
                new Entry(type, (caller, body) -> Optional.of(bytes(handler.apply(caller, read(type, reader, body))))));
        return this;
    }

    List<ActionType> types() {
        return entries.values().stream().map(Entry::type).toList();
    }

    /** Returns whether an action only ends what was begun before. */
    boolean ends(Action action) {
        return ENDING.contains(action.getType());
    }

    void act(Caller caller, Action action, StreamListener<Result> results) {
        Entry entry = entries.get(action.getType());
        if (entry == null) {
            throw ColonnadeException.of(
                    ErrorKind.UNIMPLEMENTED,
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "Cannot run the action: it is not supported; ListActions names those that are");
        }
        entry.handler().act(caller, action.getBody()).ifPresent(result -> results.onNext(new Result(result)));
    }

    private static <M extends Message> M unpack(ActionType type, M prototype, byte[] body) {
        try {
            @SuppressWarnings("unchecked") // The class of a prototype of type M.
            Class<M> messageClass = (Class<M>) prototype.getClass();
            return Any.parseFrom(body).unpack(messageClass);
        } catch (InvalidProtocolBufferException e) {
            throw malformed(type);
        }
    }

    private static <R> R read(ActionType type, Reader<R> reader, byte[] body) {
        try {
            return reader.read(ByteBuffer.wrap(body));
        } catch (Exception e) {
            throw malformed(type);
        }
    }

    private static ColonnadeException malformed(ActionType type) {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.INVALID_PARAMETER,
                "Invalid body of the action " + type.getType() + ": it is not the message that belongs to it");
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}

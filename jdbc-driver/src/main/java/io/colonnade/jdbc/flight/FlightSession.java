package io.colonnade.jdbc.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.colonnade.jdbc.error.SqlState;
import io.colonnade.jdbc.ipc.BatchSource;
import io.colonnade.jdbc.ipc.ParameterBatch;
import io.colonnade.jdbc.ipc.SchemaDecoder;
import io.colonnade.jdbc.url.ConnectionSettings;
import io.grpc.ManagedChannel;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionEndTransactionRequest.EndTransaction;
import org.jspecify.annotations.Nullable;

/**
 * A logged-in session with one server, in the terms of Flight SQL (FlightSql.proto): statements, prepared statements,
 * metadata, transactions, session options. Owned by a connection; safe for threads.
 */
public final class FlightSession implements AutoCloseable {
    private final ManagedChannel channel;
    private final FlightCalls calls;

    private FlightSession(ManagedChannel channel, FlightCalls calls) {
        this.channel = channel;
        this.calls = calls;
    }

    /** Connects and logs in; fails within the login timeout. */
    public static FlightSession open(ConnectionSettings settings, Duration loginTimeout) throws SQLException {
        ManagedChannel channel = Channels.open(settings);
        SessionHeaders headers = new SessionHeaders();
        String target = settings.host() + ":" + settings.port();
        FlightSession session =
                new FlightSession(channel, new FlightCalls(channel, headers, target, settings.prefetch()));
        try {
            session.logIn(settings, headers, CallScope.login(loginTimeout));
        } catch (SQLException | RuntimeException e) {
            channel.shutdownNow();
            throw e;
        }
        return session;
    }

    private void logIn(ConnectionSettings settings, SessionHeaders headers, CallScope scope) throws SQLException {
        Optional<String> authorization = authorization(settings);
        if (authorization.isPresent()) {
            String issued = calls.handshake(authorization.get(), scope);
            headers.authorize(issued == null ? authorization.get() : issued);
        } else {
            ping(scope);
        }
        Optional<String> schema = settings.schema();
        if (schema.isPresent()) {
            setSchema(schema.get(), scope);
        }
    }

    private static Optional<String> authorization(ConnectionSettings settings) {
        if (settings.token().isPresent()) {
            return settings.token().map(token -> "Bearer " + token);
        }
        return settings.user().map(user -> {
            String pair = user + ":" + settings.password().orElse("");
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** Asks for something cheap that needs a valid login. */
    public void ping(CallScope scope) throws SQLException {
        calls.getFlightInfo(FlightSql.CommandGetSqlInfo.newBuilder().addInfo(0).build(), scope);
    }

    /** Runs a query: two calls, planning and reading. */
    public BatchSource query(String sql, @Nullable TransactionId transaction, CallScope scope) throws SQLException {
        FlightSql.CommandStatementQuery.Builder command =
                FlightSql.CommandStatementQuery.newBuilder().setQuery(sql);
        if (transaction != null) {
            command.setTransactionId(transaction.bytes());
        }
        return read(command.build(), scope);
    }

    /** Runs a metadata command, or any other that answers with rows. */
    public BatchSource read(Message command, CallScope scope) throws SQLException {
        return FlightStream.open(calls, calls.getFlightInfo(command, scope), scope);
    }

    /** Runs a statement that is no query and returns how many rows it touched, or -1 if the server does not say. */
    public long update(String sql, @Nullable TransactionId transaction, CallScope scope) throws SQLException {
        FlightSql.CommandStatementUpdate.Builder command =
                FlightSql.CommandStatementUpdate.newBuilder().setQuery(sql);
        if (transaction != null) {
            command.setTransactionId(transaction.bytes());
        }
        return updateCount(calls.doPut(command.build(), null, scope));
    }

    public Prepared prepare(String sql, @Nullable TransactionId transaction, CallScope scope) throws SQLException {
        FlightSql.ActionCreatePreparedStatementRequest.Builder request =
                FlightSql.ActionCreatePreparedStatementRequest.newBuilder().setQuery(sql);
        if (transaction != null) {
            request.setTransactionId(transaction.bytes());
        }
        FlightSql.ActionCreatePreparedStatementResult result = action(
                "CreatePreparedStatement", request.build(), FlightSql.ActionCreatePreparedStatementResult.class, scope);
        return new Prepared(
                result.getPreparedStatementHandle(),
                SchemaDecoder.encapsulated(result.getDatasetSchema().toByteArray()),
                SchemaDecoder.encapsulated(result.getParameterSchema().toByteArray()));
    }

    /** Runs a prepared query, with parameters bound first where there are any. */
    public BatchSource query(Prepared prepared, @Nullable ParameterBatch parameters, CallScope scope)
            throws SQLException {
        ByteString handle = parameters == null ? prepared.handle() : bind(prepared.handle(), parameters, scope);
        return read(
                FlightSql.CommandPreparedStatementQuery.newBuilder()
                        .setPreparedStatementHandle(handle)
                        .build(),
                scope);
    }

    /** Binds parameters and returns the handle to go on with: a stateless server puts the values into a new one. */
    private ByteString bind(ByteString handle, ParameterBatch parameters, CallScope scope) throws SQLException {
        Message command = FlightSql.CommandPreparedStatementQuery.newBuilder()
                .setPreparedStatementHandle(handle)
                .build();
        ByteString current = handle;
        for (ByteString answer : calls.doPut(command, parameters, scope)) {
            ByteString given = parsePut(FlightSql.DoPutPreparedStatementResult.parser(), answer)
                    .getPreparedStatementHandle();
            current = given.isEmpty() ? current : given;
        }
        return current;
    }

    public long update(Prepared prepared, @Nullable ParameterBatch parameters, CallScope scope) throws SQLException {
        Message command = FlightSql.CommandPreparedStatementUpdate.newBuilder()
                .setPreparedStatementHandle(prepared.handle())
                .build();
        return updateCount(calls.doPut(command, parameters, scope));
    }

    private static long updateCount(List<ByteString> answers) throws SQLException {
        long count = -1;
        for (ByteString answer : answers) {
            count = parsePut(FlightSql.DoPutUpdateResult.parser(), answer).getRecordCount();
        }
        return count;
    }

    public void close(Prepared prepared) throws SQLException {
        Message request = FlightSql.ActionClosePreparedStatementRequest.newBuilder()
                .setPreparedStatementHandle(prepared.handle())
                .build();
        calls.doAction("ClosePreparedStatement", Any.pack(request).toByteString(), CallScope.farewell());
    }

    public TransactionId beginTransaction(CallScope scope) throws SQLException {
        return new TransactionId(action(
                        "BeginTransaction",
                        FlightSql.ActionBeginTransactionRequest.getDefaultInstance(),
                        FlightSql.ActionBeginTransactionResult.class,
                        scope)
                .getTransactionId());
    }

    public void commit(TransactionId transaction) throws SQLException {
        end(transaction, EndTransaction.END_TRANSACTION_COMMIT);
    }

    public void rollback(TransactionId transaction) throws SQLException {
        end(transaction, EndTransaction.END_TRANSACTION_ROLLBACK);
    }

    private void end(TransactionId transaction, EndTransaction how) throws SQLException {
        Message request = FlightSql.ActionEndTransactionRequest.newBuilder()
                .setTransactionId(transaction.bytes())
                .setAction(how)
                .build();
        calls.doAction("EndTransaction", Any.pack(request).toByteString(), CallScope.housekeeping());
    }

    /** Sets the projection that unqualified names refer to. */
    public void setSchema(String schema, CallScope scope) throws SQLException {
        Flight.SetSessionOptionsRequest request = Flight.SetSessionOptionsRequest.newBuilder()
                .putSessionOptions(
                        "schema",
                        Flight.SessionOptionValue.newBuilder()
                                .setStringValue(schema)
                                .build())
                .build();
        byte[] answer = calls.doAction("SetSessionOptions", request.toByteString(), scope);
        try {
            Flight.SetSessionOptionsResult result = Flight.SetSessionOptionsResult.parseFrom(answer);
            if (result.containsErrors("schema")) {
                throw SqlState.INVALID_PARAMETER.exception("Cannot set the schema: the server refuses " + schema + " ("
                        + result.getErrorsOrThrow("schema").getValue() + ")");
            }
        } catch (InvalidProtocolBufferException e) {
            throw malformed(e);
        }
    }

    /** Returns a text option of the session, if the server has sessions and the option is set. */
    public Optional<String> option(String name) throws SQLException {
        try {
            byte[] answer = calls.doAction(
                    "GetSessionOptions",
                    Flight.GetSessionOptionsRequest.getDefaultInstance().toByteString(),
                    CallScope.housekeeping());
            Flight.SessionOptionValue value = Flight.GetSessionOptionsResult.parseFrom(answer)
                    .getSessionOptionsOrDefault(name, Flight.SessionOptionValue.getDefaultInstance());
            return Optional.of(value.getStringValue()).filter(text -> !text.isEmpty());
        } catch (SQLFeatureNotSupportedException e) {
            return Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            throw malformed(e);
        }
    }

    private <T extends Message> T action(String type, Message request, Class<T> result, CallScope scope)
            throws SQLException {
        byte[] answer = calls.doAction(type, Any.pack(request).toByteString(), scope);
        try {
            return Any.parseFrom(answer).unpack(result);
        } catch (InvalidProtocolBufferException e) {
            throw malformed(e);
        }
    }

    private static <T> T parsePut(com.google.protobuf.Parser<T> parser, ByteString answer) throws SQLException {
        try {
            return parser.parseFrom(answer);
        } catch (InvalidProtocolBufferException e) {
            throw malformed(e);
        }
    }

    private static SQLException malformed(InvalidProtocolBufferException cause) {
        return SqlState.PROTOCOL_VIOLATION.exception(
                "Cannot use the server's answer: it does not follow Flight SQL", cause);
    }

    /** Tells the server, which may be gone, and closes the channel. */
    @Override
    public void close() {
        try {
            calls.doAction(
                    "CloseSession",
                    Flight.CloseSessionRequest.getDefaultInstance().toByteString(),
                    CallScope.farewell());
        } catch (SQLException e) {
            // Sessions end by themselves; nothing is lost when the server cannot hear it.
        } finally {
            channel.shutdownNow();
        }
    }

    /** Closes the channel without a word to the server. */
    public void abort() {
        channel.shutdownNow();
    }
}

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
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.Flight.FlightInfo;
import org.apache.arrow.flight.sql.impl.FlightSql;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionEndTransactionRequest.EndTransaction;
import org.jspecify.annotations.Nullable;

/**
 * A logged-in session with one server, in the terms of Flight SQL (FlightSql.proto): statements, prepared statements,
 * metadata, transactions, session options. Owned by a connection; safe for threads.
 */
public final class FlightSession {
    private final Links links;
    private final Patience patience;
    private final SessionLogin login;

    private FlightSession(ConnectionSettings settings, Duration loginTimeout) throws SQLException {
        this.patience = new Patience(settings.socketTimeout());
        this.login = new SessionLogin(settings);
        this.links = Links.open(settings, patience, login, CallScope.login(loginTimeout));
    }

    /** Connects and logs in; fails within the login timeout. */
    public static FlightSession open(ConnectionSettings settings, Duration loginTimeout) throws SQLException {
        return new FlightSession(settings, loginTimeout);
    }

    /** Asks for something cheap that needs a valid login. */
    public void ping(CallScope scope) throws SQLException {
        links.ask(scope, calls -> ping(calls, scope));
    }

    static FlightInfo ping(FlightCalls calls, CallScope scope) throws SQLException {
        return calls.getFlightInfo(
                FlightSql.CommandGetSqlInfo.newBuilder().addInfo(0).build(), scope);
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
        return links.ask(scope, calls -> FlightStream.open(calls, calls.getFlightInfo(command, scope), scope));
    }

    /** Runs a statement that is no query and returns how many rows it touched, or -1 if the server does not say. */
    public long update(String sql, @Nullable TransactionId transaction, CallScope scope) throws SQLException {
        FlightSql.CommandStatementUpdate.Builder command =
                FlightSql.CommandStatementUpdate.newBuilder().setQuery(sql);
        if (transaction != null) {
            command.setTransactionId(transaction.bytes());
        }
        return updateCount(links.tell(calls -> calls.doPut(command.build(), null, scope)));
    }

    public Prepared prepare(String sql, @Nullable TransactionId transaction, CallScope scope) throws SQLException {
        FlightSql.ActionCreatePreparedStatementRequest.Builder request =
                FlightSql.ActionCreatePreparedStatementRequest.newBuilder().setQuery(sql);
        if (transaction != null) {
            request.setTransactionId(transaction.bytes());
        }
        FlightSql.ActionCreatePreparedStatementResult result = links.ask(
                scope,
                calls -> action(
                        calls,
                        "CreatePreparedStatement",
                        request.build(),
                        FlightSql.ActionCreatePreparedStatementResult.class,
                        scope));
        return new Prepared(
                result.getPreparedStatementHandle(),
                SchemaDecoder.encapsulated(result.getDatasetSchema().toByteArray()),
                SchemaDecoder.encapsulated(result.getParameterSchema().toByteArray()));
    }

    /** Runs a prepared query, with parameters bound first where there are any. */
    public BatchSource query(Prepared prepared, @Nullable ParameterBatch parameters, CallScope scope)
            throws SQLException {
        return links.ask(scope, calls -> {
            ByteString handle =
                    parameters == null ? prepared.handle() : bind(calls, prepared.handle(), parameters, scope);
            Message command = FlightSql.CommandPreparedStatementQuery.newBuilder()
                    .setPreparedStatementHandle(handle)
                    .build();
            return FlightStream.open(calls, calls.getFlightInfo(command, scope), scope);
        });
    }

    /** Binds parameters and returns the handle to go on with: a stateless server puts the values into a new one. */
    private static ByteString bind(FlightCalls calls, ByteString handle, ParameterBatch parameters, CallScope scope)
            throws SQLException {
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
        return updateCount(links.tell(calls -> calls.doPut(command, parameters, scope)));
    }

    private static long updateCount(List<ByteString> answers) throws SQLException {
        long count = -1;
        for (ByteString answer : answers) {
            count = parsePut(FlightSql.DoPutUpdateResult.parser(), answer).getRecordCount();
        }
        return count;
    }

    public void close(Prepared prepared, CallScope farewell) throws SQLException {
        Message request = FlightSql.ActionClosePreparedStatementRequest.newBuilder()
                .setPreparedStatementHandle(prepared.handle())
                .build();
        links.tell(calls ->
                calls.doAction("ClosePreparedStatement", Any.pack(request).toByteString(), farewell));
    }

    /** Begins a transaction; until it ends, everything is asked of the server that it has begun at. */
    public TransactionId beginTransaction(CallScope scope) throws SQLException {
        TransactionId begun = links.ask(
                scope,
                calls -> new TransactionId(action(
                                calls,
                                "BeginTransaction",
                                FlightSql.ActionBeginTransactionRequest.getDefaultInstance(),
                                FlightSql.ActionBeginTransactionResult.class,
                                scope)
                        .getTransactionId()));
        links.pin();
        return begun;
    }

    public void commit(TransactionId transaction, CallScope scope) throws SQLException {
        end(transaction, EndTransaction.END_TRANSACTION_COMMIT, scope);
    }

    public void rollback(TransactionId transaction, CallScope scope) throws SQLException {
        end(transaction, EndTransaction.END_TRANSACTION_ROLLBACK, scope);
    }

    private void end(TransactionId transaction, EndTransaction how, CallScope scope) throws SQLException {
        Message request = FlightSql.ActionEndTransactionRequest.newBuilder()
                .setTransactionId(transaction.bytes())
                .setAction(how)
                .build();
        try {
            links.tell(
                    calls -> calls.doAction("EndTransaction", Any.pack(request).toByteString(), scope));
        } finally {
            links.unpin();
        }
    }

    /** Sets the projection that unqualified names refer to. */
    public void setSchema(String name, CallScope scope) throws SQLException {
        links.ask(scope, calls -> SessionLogin.setSchema(calls, name, scope));
        login.schema(name);
    }

    /** Returns for how long a call waits for the server's next word; may be changed at any time. */
    public Patience patience() {
        return patience;
    }

    /** Returns a text option of the session, if the server has sessions and the option is set. */
    public Optional<String> option(String name) throws SQLException {
        try {
            CallScope scope = CallScope.housekeeping();
            ByteString request =
                    Flight.GetSessionOptionsRequest.getDefaultInstance().toByteString();
            byte[] answer = links.ask(scope, calls -> calls.doAction("GetSessionOptions", request, scope));
            Flight.SessionOptionValue value = Flight.GetSessionOptionsResult.parseFrom(answer)
                    .getSessionOptionsOrDefault(name, Flight.SessionOptionValue.getDefaultInstance());
            return Optional.of(value.getStringValue()).filter(text -> !text.isEmpty());
        } catch (SQLFeatureNotSupportedException e) {
            return Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            throw malformed(e);
        }
    }

    private static <T extends Message> T action(
            FlightCalls calls, String type, Message request, Class<T> result, CallScope scope) throws SQLException {
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

    static SQLException malformed(InvalidProtocolBufferException cause) {
        return SqlState.PROTOCOL_VIOLATION.exception(
                "Cannot use the server's answer: it does not follow Flight SQL", cause);
    }

    /** Tells the server, which may be gone, and closes the channel. */
    public void close(CallScope farewell) {
        try {
            ByteString request = Flight.CloseSessionRequest.getDefaultInstance().toByteString();
            links.tell(calls -> calls.doAction("CloseSession", request, farewell));
        } catch (SQLException e) {
            // Sessions end by themselves; nothing is lost when the server cannot hear it.
        } finally {
            links.close();
        }
    }

    /** Closes the channel without a word to the server. */
    public void abort() {
        links.close();
    }
}

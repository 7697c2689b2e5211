package io.colonnade.server.flight;

import com.google.protobuf.Message;
import io.colonnade.error.ColonnadeException;
import io.colonnade.server.access.AccessReport;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.admission.AdmissionLimits;
import io.colonnade.server.session.PartedResults;
import io.colonnade.server.session.RunningStreams;
import io.colonnade.server.session.Transactions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.sql.FlightSqlUtils;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionBeginSavepointRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionBeginTransactionRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCancelQueryRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionEndSavepointRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionEndTransactionRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.memory.BufferAllocator;

/** Which command, ticket, upload and action is handled by what: the table of contents of the door. */
final class DoorTables {
    /** Ours, beside the actions of Flight and Flight SQL; its answer is JSON. */
    private static final ActionType WHO_AM_I = new ActionType(
            "ColonnadeWhoAmI", "Says who the server takes the caller for, and what they may see, as JSON");

    private final Queries queries;
    private final StatementRequests statements;
    private final StatementStreams streams;
    private final PreparedStatements prepared;
    private final Metadata metadata;
    private final TransactionActions transactionActions;
    private final CommandUpdates updates;
    private final SessionOptions options;
    private final StreamActions streamActions;
    private final ExportPolls polls;

    DoorTables(
            Queries queries,
            BufferAllocator allocator,
            FlightDoorSettings settings,
            AdmissionLimits limits,
            StatementRequests statements,
            StatementStreams streams,
            CommandUpdates updates,
            ExportPolls polls,
            RunningStreams running,
            Transactions transactions,
            PartedResults results) {
        this.queries = queries;
        this.statements = statements;
        this.streams = streams;
        this.updates = updates;
        this.polls = polls;
        this.prepared = new PreparedStatements(statements, allocator);
        this.metadata = new Metadata(
                allocator, new CatalogListings(queries), new KeyListings(queries), new ServerFacts(settings, limits));
        this.transactionActions = new TransactionActions(transactions);
        this.options = new SessionOptions(queries, transactions);
        this.streamActions = new StreamActions(statements, running, results, polls);
    }

    DoorProducer producer(Admission admission) {
        return new DoorProducer(answers(), statements::tables, fetches(), actions(), admission);
    }

    UploadMethod uploadMethod(Admission admission) {
        return new UploadMethod(uploads(), admission);
    }

    private Routes<Answer> answers() {
        Routes<Answer> routes = new Routes<>("command");
        return metadata.addTo(routes, listing -> listing)
                .on(CommandStatementQuery.getDefaultInstance(), command -> polls.beginning(statements.direct(command)))
                .on(
                        CommandPreparedStatementQuery.getDefaultInstance(),
                        command -> polls.beginning(statements.prepared(command)))
                .on(TicketStatementQuery.getDefaultInstance(), polls::next);
    }

    private Routes<Fetch> fetches() {
        Routes<Fetch> routes = new Routes<>("ticket");
        return metadata.addTo(routes, listing -> listing).on(TicketStatementQuery.getDefaultInstance(), streams::fetch);
    }

    private Routes<Upload> uploads() {
        return new Routes<Upload>("upload")
                .on(CommandPreparedStatementQuery.getDefaultInstance(), prepared::bind)
                .on(CommandStatementUpdate.getDefaultInstance(), updates::direct)
                .on(CommandPreparedStatementUpdate.getDefaultInstance(), updates::prepared)
                .on(CommandStatementIngest.getDefaultInstance(), command -> Writes.refused("bulk ingest"));
    }

    private Actions actions() {
        Actions actions = new Actions();
        actions.onMessage(
                FlightSqlUtils.FLIGHT_SQL_CREATE_PREPARED_STATEMENT,
                ActionCreatePreparedStatementRequest.getDefaultInstance(),
                (caller, request) -> Optional.of(prepared.create(caller, request)));
        actions.onMessage(
                FlightSqlUtils.FLIGHT_SQL_CLOSE_PREPARED_STATEMENT,
                ActionClosePreparedStatementRequest.getDefaultInstance(),
                // The handle is all that there is of it, so any may be closed, by anybody.
                (caller, request) -> Optional.empty());
        addTransactions(actions);
        actions.onMessage(
                FlightSqlUtils.FLIGHT_SQL_CANCEL_QUERY,
                ActionCancelQueryRequest.getDefaultInstance(),
                (caller, request) -> Optional.of(streamActions.cancelQuery(caller, request)));
        actions.on(
                FlightConstants.CANCEL_FLIGHT_INFO,
                CancelFlightInfoRequest::deserialize,
                (caller, request) -> streamActions.cancel(caller, request).serialize());
        actions.on(
                FlightConstants.RENEW_FLIGHT_ENDPOINT,
                RenewFlightEndpointRequest::deserialize,
                (caller, request) -> streamActions.renew(caller, request).serialize());
        addSessions(actions);
        actions.on(WHO_AM_I, body -> body, (caller, body) -> whoAmI(caller));
        return actions;
    }

    private ByteBuffer whoAmI(Caller caller) {
        String report = AccessReport.of(caller.identification(), queries.catalog(caller.principal()));
        return ByteBuffer.wrap(report.getBytes(StandardCharsets.UTF_8));
    }

    private void addTransactions(Actions actions) {
        actions.onMessage(
                FlightSqlUtils.FLIGHT_SQL_BEGIN_TRANSACTION,
                ActionBeginTransactionRequest.getDefaultInstance(),
                (caller, request) -> Optional.of(transactionActions.begin(caller, request)));
        actions.onMessage(
                FlightSqlUtils.FLIGHT_SQL_END_TRANSACTION,
                ActionEndTransactionRequest.getDefaultInstance(),
                (caller, request) -> {
                    transactionActions.end(caller, request);
                    return Optional.empty();
                });
        actions.onMessage(
                FlightSqlUtils.FLIGHT_SQL_BEGIN_SAVEPOINT,
                ActionBeginSavepointRequest.getDefaultInstance(),
                (caller, request) -> refuse(TransactionActions.noSavepoints()));
        actions.onMessage(
                FlightSqlUtils.FLIGHT_SQL_END_SAVEPOINT,
                ActionEndSavepointRequest.getDefaultInstance(),
                (caller, request) -> refuse(TransactionActions.noSavepoints()));
    }

    private void addSessions(Actions actions) {
        actions.on(
                FlightConstants.SET_SESSION_OPTIONS,
                SetSessionOptionsRequest::deserialize,
                (caller, request) -> options.set(caller, request).serialize());
        actions.on(
                FlightConstants.GET_SESSION_OPTIONS,
                GetSessionOptionsRequest::deserialize,
                (caller, request) -> options.get(caller, request).serialize());
        actions.on(
                FlightConstants.CLOSE_SESSION,
                CloseSessionRequest::deserialize,
                (caller, request) -> options.close(caller, request).serialize());
    }

    private static Optional<Message> refuse(ColonnadeException refusal) {
        throw refusal;
    }
}

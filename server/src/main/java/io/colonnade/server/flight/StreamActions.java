package io.colonnade.server.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.session.PartedResults;
import io.colonnade.server.session.RunningStreams;
import io.colonnade.server.session.Statement;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.arrow.flight.CancelFlightInfoRequest;
import org.apache.arrow.flight.CancelFlightInfoResult;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.RenewFlightEndpointRequest;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCancelQueryRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCancelQueryResult;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCancelQueryResult.CancelResult;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;

/** What clients may do to streams through their tickets: cancel those that run here, and keep tickets from expiring. */
final class StreamActions {
    private final StatementRequests statements;
    private final RunningStreams running;
    private final PartedResults results;
    private final ExportPolls polls;

    StreamActions(StatementRequests statements, RunningStreams running, PartedResults results, ExportPolls polls) {
        this.polls = polls;
        this.statements = statements;
        this.running = running;
        this.results = results;
    }

    CancelFlightInfoResult cancel(Caller caller, CancelFlightInfoRequest request) {
        return new CancelFlightInfoResult(cancel(caller, request.getInfo()));
    }

    /** Cancels in the older way, which Flight SQL had before Flight itself had one. */
    ActionCancelQueryResult cancelQuery(Caller caller, ActionCancelQueryRequest request) {
        CancelResult result = switch (cancel(caller, info(request))) {
            case CANCELLED -> CancelResult.CANCEL_RESULT_CANCELLED;
            case CANCELLING -> CancelResult.CANCEL_RESULT_CANCELLING;
            case NOT_CANCELLABLE -> CancelResult.CANCEL_RESULT_NOT_CANCELLABLE;
            case UNSPECIFIED -> CancelResult.CANCEL_RESULT_UNSPECIFIED;
        };
        return ActionCancelQueryResult.newBuilder().setResult(result).build();
    }

    /** Gives another while, to those who may still see what was promised. */
    FlightEndpoint renew(Caller caller, RenewFlightEndpointRequest request) {
        Ticket ticket = request.getFlightEndpoint().getTicket();
        Statement statement = statement(caller, ticket).orElseThrow(StreamActions::notATicket);
        statements.describe(caller, statement);
        if (statement.keptPart().isPresent()) {
            results.check(caller.owner(), statement.id());
        }
        return statements.endpoint(caller, statement);
    }

    private CancelStatus cancel(Caller caller, FlightInfo info) {
        return polls.cancel(caller, info.getDescriptor())
                .orElseGet(() -> cancelStreams(caller, info) ? CancelStatus.CANCELLED : CancelStatus.NOT_CANCELLABLE);
    }

    private boolean cancelStreams(Caller caller, FlightInfo info) {
        boolean any = false;
        for (FlightEndpoint endpoint : info.getEndpoints()) {
            any |= statement(caller, endpoint.getTicket())
                    .map(statement -> cancel(caller, statement))
                    .orElse(false);
        }
        return any;
    }

    /** The streams first: they are told that they were cancelled, not that their snapshot has ended. */
    private boolean cancel(Caller caller, Statement statement) {
        boolean cancelled = running.cancel(statement.id());
        boolean ended = statement.keptPart().isPresent() && results.end(caller.owner(), statement.id());
        return cancelled || ended;
    }

    /** Returns the statement of a ticket; the tickets of metadata have none. */
    private Optional<Statement> statement(Caller caller, Ticket ticket) {
        try {
            Any packed = Any.parseFrom(ticket.getBytes());
            return packed.is(TicketStatementQuery.class)
                    ? Optional.of(statements.open(caller, packed.unpack(TicketStatementQuery.class)))
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            throw notATicket();
        }
    }

    private static FlightInfo info(ActionCancelQueryRequest request) {
        try {
            ByteString bytes = request.getInfo();
            return FlightInfo.deserialize(ByteBuffer.wrap(bytes.toByteArray()));
        } catch (Exception e) {
            throw notATicket();
        }
    }

    private static ColonnadeException notATicket() {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.INVALID_PARAMETER,
                "Invalid flight info: its ticket is not one of a query");
    }
}

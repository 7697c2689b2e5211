package io.colonnade.server.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.query.QueryDescription;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.export.CommandSchemas;
import io.colonnade.server.graphql.execute.Table;
import io.colonnade.server.session.SealedStatements;
import io.colonnade.server.session.SealedStatements.Sealed;
import io.colonnade.server.session.Statement;
import io.colonnade.server.session.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Plans statements, direct and prepared, and seals them into tickets. Nothing runs here: a ticket is planned again when it is
 * fetched, so that the policy of that moment holds. Thread-safe.
 */
final class StatementRequests {
    private final Queries queries;
    private final TableRequests tables;
    private final SealedStatements tickets;
    private final SealedStatements handles;
    private final Transactions transactions;
    private final StatementParts parts;
    private final Admission admission;
    private final Duration queryTimeout;

    StatementRequests(
            Queries queries,
            TableRequests tables,
            SealedStatements tickets,
            SealedStatements handles,
            Transactions transactions,
            StatementParts parts,
            Admission admission,
            Duration queryTimeout) {
        this.queries = queries;
        this.tables = tables;
        this.tickets = tickets;
        this.handles = handles;
        this.transactions = transactions;
        this.parts = parts;
        this.admission = admission;
        this.queryTimeout = queryTimeout;
    }

    Planned direct(CommandStatementQuery command) {
        return new Planned(caller ->
                statement(caller, command.getQuery(), command.hasTransactionId(), command.getTransactionId()));
    }

    Planned prepared(CommandPreparedStatementQuery command) {
        return new Planned(
                caller -> open(caller, command.getPreparedStatementHandle()).renamed());
    }

    /** Returns what answers a request of GraphQL. */
    Answer tables(byte[] command) {
        return new PlannedTables(new String(command, StandardCharsets.UTF_8));
    }

    /** Returns the statement that a client asks for, checked as far as it can be without planning. */
    Statement statement(Caller caller, String sql, boolean inTransaction, ByteString transaction) {
        admission.statement(sql.length());
        String id = inTransaction && !transaction.isEmpty() ? transaction.toStringUtf8() : null;
        if (id != null) {
            transactions.check(caller.owner(), id);
        }
        return Statement.of(sql, caller.defaultSchema(), id);
    }

    /**
     * Returns the statement of a prepared statement's handle. The handle names the transaction that it was made in, but
     * clients of Python's DBAPI use it on after a commit, and then mean the transaction that follows.
     */
    Statement open(Caller caller, ByteString handle) {
        Statement statement = handles.open(caller.owner(), handle.toByteArray());
        String transaction = statement.transaction();
        return transaction == null
                ? statement
                : statement.in(transactions.current(caller.owner(), transaction).orElse(null));
    }

    ByteString handle(Caller caller, Statement statement) {
        return ByteString.copyFrom(handles.seal(caller.owner(), statement).bytes());
    }

    /** Plans a statement; one whose answer was promised under another policy is refused. What a command says is no promise. */
    QueryDescription describe(Caller caller, Statement statement) {
        Optional<StatementCommand> command = command(statement);
        if (command.isPresent()) {
            CommandSchemas announced = command.get().describe(caller.access(queryTimeout));
            return new QueryDescription(announced.rows(), announced.parameters(), true, "", List.of(), "");
        }
        AccessContext context = caller.access(statement, queryTimeout, null);
        return queries.describe(
                context,
                statement.table() == null
                        ? request(statement)
                        : tables.table(statement, context).level().selection());
    }

    /** Plans a statement, and returns how many parameters it has. */
    int parameters(Caller caller, Statement statement) {
        return describe(caller, statement).parameters().getFields().size();
    }

    /** Returns the command that a statement is; nothing if it asks for rows. */
    Optional<StatementCommand> command(Statement statement) {
        return statement.table() == null ? queries.command(request(statement), statement.id()) : Optional.empty();
    }

    static QueryRequest.Sql request(Statement statement) {
        return new QueryRequest.Sql(statement.sql(), statement.schema());
    }

    FlightEndpoint endpoint(Caller caller, Statement statement) {
        Sealed sealed = tickets.seal(caller.owner(), statement);
        TicketStatementQuery ticket = TicketStatementQuery.newBuilder()
                .setStatementHandle(ByteString.copyFrom(sealed.bytes()))
                .build();
        return new FlightEndpoint(new Ticket(Any.pack(ticket).toByteArray()), sealed.expires());
    }

    /** Returns the statement of a ticket. */
    Statement open(Caller caller, TicketStatementQuery ticket) {
        return tickets.open(caller.owner(), ticket.getStatementHandle().toByteArray());
    }

    /** The tables of an operation, each an endpoint with the table's name. A single schema is told only if there is one. */
    private final class PlannedTables implements Answer {
        private final String request;

        PlannedTables(String request) {
            this.request = request;
        }

        @Override
        public FlightInfo info(Caller caller, FlightDescriptor descriptor) {
            List<FlightEndpoint> endpoints = new ArrayList<>();
            List<Schema> schemas = new ArrayList<>();
            for (Table table : tables(caller)) {
                QueryDescription description = describe(caller, table);
                Statement statement = Statement.ofTable(request, endpoints.size())
                        .bounded(caller.bounds())
                        .promised(description.policyVersion());
                FlightEndpoint endpoint = endpoint(caller, statement);
                schemas.add(table.schema(description.schema()));
                endpoints.add(FlightEndpoint.builder(endpoint.getTicket())
                        .setExpirationTime(endpoint.getExpirationTime().orElseThrow())
                        .setAppMetadata(table.name().getBytes(StandardCharsets.UTF_8))
                        .build());
            }
            return FlightInfo.builder(schemas.size() == 1 ? schemas.get(0) : null, descriptor, endpoints)
                    .setOrdered(true)
                    .build();
        }

        private List<Table> tables(Caller caller) {
            admission.statement(request.length());
            return tables.tables(request, caller.access(queryTimeout));
        }

        private QueryDescription describe(Caller caller, Table table) {
            return queries.describe(caller.access(queryTimeout), table.level().selection());
        }

        @Override
        public Schema schema(Caller caller) {
            List<Table> asked = tables(caller);
            if (asked.size() > 1) {
                throw ColonnadeException.of(
                        ErrorKind.INVALID_ARGUMENT,
                        SqlState.FEATURE_NOT_SUPPORTED,
                        "Cannot tell one schema of " + asked.size() + " tables; each stream begins with its own");
            }
            return asked.get(0).schema(describe(caller, asked.get(0)).schema());
        }
    }

    /** A statement as the answer to a command: endpoints at this server, whose size nobody knows yet. */
    final class Planned implements Answer {
        private final Function<Caller, Statement> statement;

        private Planned(Function<Caller, Statement> statement) {
            this.statement = statement;
        }

        Statement statement(Caller caller) {
            return statement.apply(caller).bounded(caller.bounds());
        }

        @Override
        public FlightInfo info(Caller caller, FlightDescriptor descriptor) {
            Statement asked = statement(caller);
            QueryDescription description = describe(caller, asked);
            Statement wanted = asked.promised(description.policyVersion());
            List<FlightEndpoint> endpoints = parts(caller, wanted).stream()
                    .map(part -> endpoint(caller, part))
                    .toList();
            return FlightInfo.builder(announced(description), descriptor, endpoints)
                    .setOrdered(description.ordered())
                    .build();
        }

        private List<Statement> parts(Caller caller, Statement wanted) {
            return command(wanted).isPresent() ? List.of(wanted) : parts.of(caller, wanted);
        }

        /** Clients that are told no columns wait for those of the stream, and so for the end of the command. */
        private @Nullable Schema announced(QueryDescription description) {
            return description.schema().getFields().isEmpty() ? null : description.schema();
        }

        @Override
        public Schema schema(Caller caller) {
            return describe(caller, statement.apply(caller)).schema();
        }
    }
}

package io.colonnade.server.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.AccessContext;
import io.colonnade.server.export.ExportReport;
import io.colonnade.server.export.ExportState;
import io.colonnade.server.export.ExportStatus;
import io.colonnade.server.session.SealedStatements;
import io.colonnade.server.session.SealedStatements.Sealed;
import io.colonnade.server.session.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Exports that their clients ask after with PollFlightInfo: they go on by themselves, and each answer has a descriptor for the next question,
 * sealed as tickets are. What is fetched in the end is the row that tells of the export. Thread-safe.
 */
final class ExportPolls {
    /** Flight wants an answer when there is something new, and a call to hold no thread for long. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StatementRequests statements;
    private final Queries queries;
    private final SealedStatements descriptors;
    private final Duration queryTimeout;
    private final BufferAllocator allocator;

    ExportPolls(
            StatementRequests statements,
            Queries queries,
            SealedStatements descriptors,
            Duration queryTimeout,
            BufferAllocator allocator) {
        this.statements = statements;
        this.queries = queries;
        this.descriptors = descriptors;
        this.queryTimeout = queryTimeout;
        this.allocator = allocator;
    }

    /** Returns an answer that has its statement begin when it is asked after, if that is an export. */
    Answer beginning(StatementRequests.Planned planned) {
        return new Answer() {
            @Override
            public FlightInfo info(Caller caller, FlightDescriptor descriptor) {
                return planned.info(caller, descriptor);
            }

            @Override
            public Schema schema(Caller caller) {
                return planned.schema(caller);
            }

            @Override
            public PollInfo poll(Caller caller, FlightDescriptor descriptor) {
                return started(caller, planned.statement(caller))
                        .map(id -> told(caller, id, Duration.ZERO))
                        .orElseGet(() -> planned.poll(caller, descriptor));
            }
        };
    }

    private Optional<String> started(Caller caller, Statement statement) {
        return statements.command(statement).flatMap(command -> {
            checkNoTransaction(command, statement);
            return command.start(access(caller), Parameters.one(statement.parameters(), allocator));
        });
    }

    private static void checkNoTransaction(StatementCommand command, Statement statement) {
        if (!command.isQuestion() && statement.transaction() != null) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "Cannot begin what is asked after later within a transaction, whose end it would outlive; send it as"
                            + " an update, or outside of the transaction");
        }
    }

    /** Returns what answers a descriptor that was given out. */
    Answer next(TicketStatementQuery handle) {
        return new Answer() {
            /** The row tells how the export stands when it is fetched. */
            @Override
            public FlightInfo info(Caller caller, FlightDescriptor descriptor) {
                return row(caller, open(caller, handle), descriptor);
            }

            @Override
            public Schema schema(Caller caller) {
                open(caller, handle);
                return ExportReport.SCHEMA;
            }

            @Override
            public PollInfo poll(Caller caller, FlightDescriptor descriptor) {
                return told(caller, open(caller, handle), PAUSE);
            }
        };
    }

    /**
     * Stops the export that an answer was about.
     *
     * @return what became of it; nothing if the descriptor is none of an export
     */
    Optional<CancelStatus> cancel(Caller caller, FlightDescriptor descriptor) {
        return handed(descriptor).map(handle -> cancel(caller, open(caller, handle)));
    }

    private CancelStatus cancel(Caller caller, String id) {
        try {
            ExportStatus status = queries.cancelExport(access(caller), id);
            return status.state() == ExportState.RUNNING ? CancelStatus.CANCELLING : CancelStatus.CANCELLED;
        } catch (ColonnadeException e) {
            if (e.kind() == ErrorKind.FAILED_PRECONDITION) {
                return CancelStatus.NOT_CANCELLABLE;
            }
            throw e;
        }
    }

    private static Optional<TicketStatementQuery> handed(FlightDescriptor descriptor) {
        if (!descriptor.isCommand()) {
            return Optional.empty();
        }
        try {
            Any packed = Any.parseFrom(descriptor.getCommand());
            return packed.is(TicketStatementQuery.class)
                    ? Optional.of(packed.unpack(TicketStatementQuery.class))
                    : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            // It may be a request of GraphQL.
            return Optional.empty();
        }
    }

    private PollInfo told(Caller caller, String id, Duration longest) {
        ExportStatus status = queries.awaitExport(access(caller), id, longest);
        Sealed sealed = descriptors.seal(caller.owner(), Statement.ofExport(id));
        FlightDescriptor next = FlightDescriptor.command(Any.pack(TicketStatementQuery.newBuilder()
                        .setStatementHandle(ByteString.copyFrom(sealed.bytes()))
                        .build())
                .toByteArray());
        if (status.state() == ExportState.COMPLETED) {
            return new PollInfo(row(caller, id, next), null, 1.0, sealed.expires());
        }
        FlightInfo nothingYet =
                FlightInfo.builder(ExportReport.SCHEMA, next, List.of()).build();
        OptionalDouble progress = status.progress();
        return new PollInfo(
                nothingYet,
                next,
                progress.isPresent() ? Double.valueOf(progress.getAsDouble()) : null,
                sealed.expires());
    }

    private FlightInfo row(Caller caller, String id, FlightDescriptor descriptor) {
        FlightEndpoint endpoint = statements.endpoint(caller, Statement.ofExport(id));
        return FlightInfo.builder(ExportReport.SCHEMA, descriptor, List.of(endpoint))
                .setRecords(1)
                .build();
    }

    private String open(Caller caller, TicketStatementQuery handle) {
        return descriptors
                .open(caller.owner(), handle.getStatementHandle().toByteArray())
                .id();
    }

    private AccessContext access(Caller caller) {
        return caller.access(queryTimeout);
    }
}

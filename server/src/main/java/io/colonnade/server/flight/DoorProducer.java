package io.colonnade.server.flight;

import io.colonnade.server.admission.Admission;
import io.colonnade.server.admission.Permit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;

/**
 * Takes Flight's calls, finds out who makes them, looks up what handles them, and turns every failure into a status, errors of
 * the JVM too: what leaves here is logged by nobody, since gRPC would log what strangers send.
 * Thread-safe; made by {@link FlightDoor}.
 */
final class DoorProducer implements FlightProducer {
    private final Routes<Answer> answers;
    private final Function<byte[], Answer> tables;
    private final Routes<Fetch> fetches;
    private final Actions actions;
    private final Admission admission;

    DoorProducer(
            Routes<Answer> answers,
            Function<byte[], Answer> tables,
            Routes<Fetch> fetches,
            Actions actions,
            Admission admission) {
        this.answers = answers;
        this.tables = tables;
        this.fetches = fetches;
        this.actions = actions;
        this.admission = admission;
    }

    @Override
    public FlightInfo getFlightInfo(CallContext context, FlightDescriptor descriptor) {
        return guarded(() -> {
            Caller caller = CallerMiddleware.callerOf(context);
            return answer(descriptor).info(caller, descriptor);
        });
    }

    @Override
    public PollInfo pollFlightInfo(CallContext context, FlightDescriptor descriptor) {
        return guarded(() -> {
            Caller caller = CallerMiddleware.callerOf(context);
            return answer(descriptor).poll(caller, descriptor);
        });
    }

    @Override
    public SchemaResult getSchema(CallContext context, FlightDescriptor descriptor) {
        return guarded(() -> {
            Caller caller = CallerMiddleware.callerOf(context);
            return new SchemaResult(answer(descriptor).schema(caller));
        });
    }

    @Override
    public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
        try {
            Caller caller = CallerMiddleware.callerOf(context);
            Permit permit = admission.begin(caller.party());
            permit.onDrop(CallReset.ofThisCall());
            caller.end().then(permit::close);
            send(caller, permit, ticket, listener);
        } catch (Throwable e) {
            listener.error(FlightErrors.of(e));
        }
    }

    private void send(Caller caller, Permit permit, Ticket ticket, ServerStreamListener listener) {
        try {
            fetches.route(ticket.getBytes()).send(caller, permit, listener);
        } catch (RuntimeException e) {
            // Before the client learns of it, so that it may ask again at once.
            permit.done();
            throw e;
        }
    }

    @Override
    public Runnable acceptPut(CallContext context, FlightStream stream, StreamListener<PutResult> results) {
        throw new IllegalStateException("Uploads are taken by UploadMethod, which stands in its place");
    }

    @Override
    public void doAction(CallContext context, Action action, StreamListener<Result> results) {
        try {
            Caller caller = CallerMiddleware.callerOf(context);
            if (!actions.ends(action)) {
                admission.checkServing();
            }
            actions.act(caller, action, results);
            results.onCompleted();
        } catch (Throwable e) {
            results.onError(FlightErrors.of(e));
        }
    }

    @Override
    public void listActions(CallContext context, StreamListener<ActionType> listener) {
        actions.types().forEach(listener::onNext);
        listener.onCompleted();
    }

    @Override
    public void listFlights(CallContext context, Criteria criteria, StreamListener<FlightInfo> listener) {
        listener.onError(CallStatus.UNIMPLEMENTED
                .withDescription("Cannot list flights: ask for tables with CommandGetTables")
                .toRuntimeException());
    }

    private Answer answer(FlightDescriptor descriptor) {
        byte[] command = command(descriptor);
        return TableRequests.isRequest(command) ? tables.apply(command) : answers.route(command);
    }

    private static byte[] command(FlightDescriptor descriptor) {
        if (!descriptor.isCommand()) {
            throw CallStatus.INVALID_ARGUMENT
                    .withDescription("Invalid flight descriptor: a path (only Flight SQL commands are served)")
                    .toRuntimeException();
        }
        return descriptor.getCommand();
    }

    private static <T> T guarded(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (Throwable e) {
            throw FlightErrors.of(e);
        }
    }
}

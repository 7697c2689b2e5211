package io.colonnade.server.flight;

import io.colonnade.server.admission.Permit;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;

/** What a ticket stands for. */
@FunctionalInterface
interface Fetch {
    /** Sends the stream; may return before it has ended. */
    void send(Caller caller, Permit permit, ServerStreamListener listener);
}

package io.colonnade.server.flight;

import org.apache.arrow.flight.FlightProducer.StreamListener;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;

/** What a command does with the rows that the client sends along. */
@FunctionalInterface
interface Upload {
    /** Takes the rows and sends what there is to say. */
    void receive(Caller caller, FlightStream stream, StreamListener<PutResult> results);
}

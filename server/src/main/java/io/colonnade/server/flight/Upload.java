package io.colonnade.server.flight;

import java.util.List;
import org.apache.arrow.flight.impl.Flight.FlightData;

/** What a command does with the rows that the client sends along. */
@FunctionalInterface
interface Upload {
    /** Takes the messages as they came, which nobody has looked into yet, and returns what there is to say. */
    byte[] receive(Caller caller, List<FlightData> messages);
}

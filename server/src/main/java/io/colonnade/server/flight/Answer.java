package io.colonnade.server.flight;

import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a command asks for, before any of it is fetched. */
interface Answer {
    /** Plans the answer and says where to fetch it. */
    FlightInfo info(Caller caller, FlightDescriptor descriptor);

    /** Returns the schema of the stream, equal to the bit. */
    Schema schema(Caller caller);
}

package io.colonnade.server.flight;

import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.vector.types.pojo.Schema;

/** What a command asks for, before any of it is fetched. */
interface Answer {
    /** Plans the answer and says where to fetch it. */
    FlightInfo info(Caller caller, FlightDescriptor descriptor);

    /** Returns the schema of the stream, equal to the bit. */
    Schema schema(Caller caller);

    /** Has it begin, if it takes its time, and says how far it has come. Planning is all that there is to wait for, unless somebody says otherwise. */
    default PollInfo poll(Caller caller, FlightDescriptor descriptor) {
        FlightInfo info = info(caller, descriptor);
        FlightEndpoint endpoint = info.getEndpoints().get(0);
        return new PollInfo(info, null, 1.0, endpoint.getExpirationTime().orElse(null));
    }
}

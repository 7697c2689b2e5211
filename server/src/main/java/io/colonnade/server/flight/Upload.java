package io.colonnade.server.flight;

import io.colonnade.server.admission.Permit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.arrow.flight.impl.Flight.FlightData;

/** What a command does with the rows that the client sends along. */
interface Upload {
    /**
     * Takes the messages as they came, which nobody has looked into yet. What takes its time goes on when this has returned.
     *
     * @param permit the call's, which is held until there is an answer
     * @return what there is to say to the client, or the failure to tell it of
     */
    CompletionStage<byte[]> receive(Caller caller, Permit permit, List<FlightData> messages);

    /** Returns whether the rows are waited for. Some clients that have none never say that they have sent all. */
    default boolean takesRows() {
        return true;
    }
}

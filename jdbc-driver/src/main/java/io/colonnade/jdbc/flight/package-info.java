/** Flight SQL over gRPC: the channel, the login, one call at a time and the commands. Start at {@link io.colonnade.jdbc.flight.FlightSession}. */
@NullMarked
package io.colonnade.jdbc.flight;

import org.jspecify.annotations.NullMarked;

/**
 * The Flight SQL door: Arrow Flight's protocol on one side, the query façade on the other. Start at
 * {@link io.colonnade.server.flight.FlightDoor}, then at {@code DoorProducer}, whose tables say what handles which command
 * and action. Sources: Flight.proto and FlightSql.proto of Apache Arrow.
 */
@NullMarked
package io.colonnade.server.flight;

import org.jspecify.annotations.NullMarked;

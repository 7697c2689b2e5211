/**
 * The Flight SQL door as its own clients see it, over a real PostgreSQL: what no other client can be made to send. Start at
 * {@link io.colonnade.it.flight.FlightUser}.
 */
@NullMarked
package io.colonnade.it.flight;

import org.jspecify.annotations.NullMarked;

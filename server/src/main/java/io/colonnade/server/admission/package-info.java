/**
 * Who may start what, and when: the limits that hold for a party across all doors, the queue of those who wait for their
 * turn, and the end of all work when the server stops. Start at {@link io.colonnade.server.admission.Admission}.
 */
@NullMarked
package io.colonnade.server.admission;

import org.jspecify.annotations.NullMarked;

package io.colonnade.query;

import io.colonnade.security.identity.Principal;
import java.util.List;
import java.util.Optional;

/**
 * Says whether rows may leave in the way that their door has agreed on with its client, once it is known what they are of. Whoever
 * plans or runs a query under an {@link AccessContext} that has one asks it, before the first row is read.
 */
@FunctionalInterface
public interface Departure {
    /**
     * Lets the rows leave.
     *
     * @param batches all that the query reads
     * @throws io.colonnade.error.ColonnadeException PERMISSION_DENIED if they may not
     */
    void permit(List<GovernedBatch> batches, Optional<Principal> principal);
}

package io.colonnade.contract;

import io.colonnade.error.ColonnadeException;
import io.colonnade.security.policy.ColumnMask;

/** Knows the masks that a deployment can put on: some need a key that not every deployment has. */
@FunctionalInterface
public interface MaskChecker {
    /**
     * Checks a mask.
     *
     * @throws ColonnadeException INVALID_CONFIGURATION if the deployment cannot put it on
     */
    void check(ColumnMask mask);
}

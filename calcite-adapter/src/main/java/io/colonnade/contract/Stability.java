package io.colonnade.contract;

/** How far users may rely on a projection. */
public enum Stability {
    BETA,
    STABLE,
    DEPRECATED
}

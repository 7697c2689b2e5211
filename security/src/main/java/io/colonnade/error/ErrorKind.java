package io.colonnade.error;

/** Who must act on an error, in the terms that every door maps to its own status codes. */
public enum ErrorKind {
    /** The caller sent something that cannot be understood; sending it again will fail again. */
    INVALID_ARGUMENT,
    /** The named thing does not exist, or the caller may not know that it does. */
    NOT_FOUND,
    /** The caller did not prove who they are. */
    UNAUTHENTICATED,
    /** The caller is known and may not do this. */
    PERMISSION_DENIED,
    /** A limit of this deployment was reached; the same request may succeed later. */
    RESOURCE_EXHAUSTED,
    /** The caller, or somebody on their behalf, cancelled the request. */
    CANCELLED,
    /** The request took longer than it was allowed to. */
    DEADLINE_EXCEEDED,
    /** A system that Colonnade depends on cannot be reached. */
    UNAVAILABLE,
    /** Understood, and not supported. */
    UNIMPLEMENTED,
    /** The state that the request relies on, such as a transaction, is gone. */
    FAILED_PRECONDITION,
    /** The source holds a value that the contract rules out. */
    CONTRACT_VIOLATION,
    /** The deployment is set up wrongly: configuration, users, projections. */
    INVALID_CONFIGURATION,
    /** A defect of Colonnade itself. */
    INTERNAL
}

package io.colonnade.query.request;

/** A statement that is no question: it starts, decides on or ends something, and answers with a count. Immutable. */
public sealed interface Command permits Copy, ExportOrder {}

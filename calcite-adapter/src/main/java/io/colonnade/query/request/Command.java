package io.colonnade.query.request;

/** A statement that is no question: it starts, decides on, ends or tells of exports, and answers with what has become of them. Immutable. */
public sealed interface Command permits Copy, ExportOrder, ShowExports {}

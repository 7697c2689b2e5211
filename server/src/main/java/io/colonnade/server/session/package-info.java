/**
 * What lives longer than one call and is not rows: session options, read-only transactions, the cancel handles of running
 * streams, and the sealed statements that clients carry as tickets and handles. Every entry is bound to the principal that
 * made it, is dropped when idle and counts against a cap. Beside it, what every door does alike with a request: its trace,
 * and what is told of its failure. Start at {@link io.colonnade.server.session.Sessions} and
 * {@link io.colonnade.server.session.SealedStatements}.
 */
@NullMarked
package io.colonnade.server.session;

import org.jspecify.annotations.NullMarked;

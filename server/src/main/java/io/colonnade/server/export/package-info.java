/**
 * {@code COPY … TO}: rows that leave as files, under the rules of the projections that they come from. No door of its own: doors hand
 * commands in. Rows come through the one road of all queries; nothing here knows of policy but an export's own rules.
 */
@NullMarked
package io.colonnade.server.export;

import org.jspecify.annotations.NullMarked;

/**
 * What was asked, by whom, under which policy, and how it ended. A query's {@code started} record is written before its
 * first byte leaves; if that cannot be done, nothing leaves. Start at {@link io.colonnade.security.audit.AuditLog}.
 */
@NullMarked
package io.colonnade.security.audit;

import org.jspecify.annotations.NullMarked;

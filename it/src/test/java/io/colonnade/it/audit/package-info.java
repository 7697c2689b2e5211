/** What a whole server writes into its audit, and what it does when it cannot. Start at {@link io.colonnade.it.audit.AuditIT}. */
@NullMarked
package io.colonnade.it.audit;

import org.jspecify.annotations.NullMarked;

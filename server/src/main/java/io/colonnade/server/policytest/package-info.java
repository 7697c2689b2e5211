/**
 * Policies as their authors test them: who sees what, from a file, against a deployment of this process or a running server.
 * Start at {@link io.colonnade.server.policytest.PolicyTestRun}.
 */
@NullMarked
package io.colonnade.server.policytest;

import org.jspecify.annotations.NullMarked;

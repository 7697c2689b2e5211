/**
 * What a projection's author wrote about access, unparsed: grants, row filters and column masks.
 */
@NullMarked
package io.colonnade.security.policy;

import org.jspecify.annotations.NullMarked;

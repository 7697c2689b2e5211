/** Access tokens from an authorization server (RFC 6749), for those who log in with neither password nor ready token. */
@NullMarked
package io.colonnade.jdbc.oauth;

import org.jspecify.annotations.NullMarked;

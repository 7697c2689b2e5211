/** The suites of Colonnade's own JDBC driver against a real server over PostgreSQL. Start at {@link io.colonnade.it.driver.ColonnadeDriverIT}. */
@NullMarked
package io.colonnade.it.driver;

import org.jspecify.annotations.NullMarked;

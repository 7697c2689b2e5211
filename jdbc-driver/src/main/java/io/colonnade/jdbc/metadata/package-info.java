/** What tools ask of the database: {@link io.colonnade.jdbc.metadata.ColonnadeDatabaseMetaData}, answered by the server where it can. */
@NullMarked
package io.colonnade.jdbc.metadata;

import org.jspecify.annotations.NullMarked;

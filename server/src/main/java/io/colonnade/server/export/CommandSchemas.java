package io.colonnade.server.export;

import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What is known of a command before it runs.
 *
 * @param rows the columns of a question's rows; none for what does something
 * @param parameters one field per parameter, in order
 */
public record CommandSchemas(Schema rows, Schema parameters) {}

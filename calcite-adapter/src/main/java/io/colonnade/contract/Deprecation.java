package io.colonnade.contract;

import java.time.LocalDate;

/**
 * What users of a deprecated projection must know.
 *
 * @param replacement the projection to use instead
 * @param sunset the day from which it may be gone
 */
public record Deprecation(String replacement, LocalDate sunset) {}

package io.colonnade.query;

/**
 * How much use it was to remember plans, since the start.
 *
 * @param hits queries whose plan was known
 * @param misses queries that were planned, or could not be
 * @param plans that are known now
 */
public record PlanCacheUse(long hits, long misses, long plans) {}

package io.colonnade.query;

import io.colonnade.source.PageRange;

/**
 * A part of a query's result, which may be read by itself. Immutable.
 *
 * @param pages the pages of the one table that the query reads
 * @param plan what tells the plan that was split from any other: parts of two plans do not belong together
 */
public record QueryPart(PageRange pages, String plan) {}

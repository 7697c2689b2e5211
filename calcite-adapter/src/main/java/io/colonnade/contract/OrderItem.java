package io.colonnade.contract;

/**
 * One item of a batch's default order.
 *
 * @param column a column of the batch
 * @param descending whether greater values come first
 */
public record OrderItem(String column, boolean descending) {}

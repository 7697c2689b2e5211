package io.colonnade.server.admission;

/**
 * What a server has taken on at a moment, for the operator.
 *
 * @param running queries that run
 * @param waiting queries that wait for their turn
 * @param streams streams that are open, those that wait included
 */
public record AdmissionLoad(int running, int waiting, int streams) {}

package io.colonnade.server.admission;

import java.time.Duration;

/**
 * How much may run, and wait for its turn. Immutable.
 *
 * @param running what runs at a time
 * @param runningPerParty how much of it may be one party's
 * @param length how much more may wait
 * @param longestWait how long each waits at the most
 */
record QueueLimits(int running, int runningPerParty, int length, Duration longestWait) {}

package io.colonnade.server.config;

import io.colonnade.yaml.Location;

/**
 * A value as somebody wrote it.
 *
 * @param text the text
 * @param location the line of the file, the environment variable or the option that it came from
 */
record GivenValue(String text, Location location) {}

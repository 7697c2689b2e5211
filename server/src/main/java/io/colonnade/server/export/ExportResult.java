package io.colonnade.server.export;

/**
 * An export that is published.
 *
 * @param id the export's
 * @param destination the folder that it is in
 * @param rows how many
 * @param bytes of its files
 * @param files how many
 */
public record ExportResult(String id, String destination, long rows, long bytes, int files) {}

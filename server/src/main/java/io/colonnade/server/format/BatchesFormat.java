package io.colonnade.server.format;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A form of an answer that consists of several batches, each with a schema of its own. A batch's name is also in its
 * schema's metadata, as {@code colonnade.batch}, where the format keeps metadata. Immutable.
 *
 * @param packaging how the batches share the body
 * @param format how each of them is written
 */
public record BatchesFormat(Packaging packaging, ResultFormat format) implements Offer {
    /** How several batches share a body. */
    public enum Packaging {
        /** One Arrow stream after the other. */
        CONCATENATED,
        /** {@code multipart/mixed}, one part a batch. */
        MULTIPART,
        /** {@code application/zip}, one file a batch. */
        ZIP,
        /** The only batch, as a file of its own. */
        ALONE
    }

    /** What is sent where tables are asked for, and no form of them. */
    public static final BatchesFormat ARROW_STREAMS = new BatchesFormat(Packaging.CONCATENATED, ResultFormat.ARROW);

    private static final Map<ResultFormat, List<MediaType>> PARTS = packages("multipart/mixed");
    private static final Map<ResultFormat, List<MediaType>> ARCHIVES = packages("application/zip");
    private static final Set<ResultFormat> FILES = EnumSet.complementOf(EnumSet.of(ResultFormat.ARROW));

    /** Returns the forms that there are, the preferred one first. */
    public static List<BatchesFormat> all() {
        List<BatchesFormat> all = new ArrayList<>();
        all.add(ARROW_STREAMS);
        for (ResultFormat format : ResultFormat.values()) {
            all.add(new BatchesFormat(Packaging.MULTIPART, format));
        }
        for (ResultFormat format : FILES) {
            all.add(new BatchesFormat(Packaging.ZIP, format));
        }
        return List.copyOf(all);
    }

    /** Returns the forms in which there can be one batch only, under the media types of the batch itself. */
    public static List<BatchesFormat> alone() {
        return FILES.stream()
                .map(format -> new BatchesFormat(Packaging.ALONE, format))
                .toList();
    }

    @Override
    public List<MediaType> mediaTypes() {
        return switch (packaging) {
            case CONCATENATED, ALONE -> format.mediaTypes();
            case MULTIPART -> Objects.requireNonNull(PARTS.get(format));
            case ZIP -> Objects.requireNonNull(ARCHIVES.get(format));
        };
    }

    private static Map<ResultFormat, List<MediaType>> packages(String name) {
        Map<ResultFormat, List<MediaType>> packages = new EnumMap<>(ResultFormat.class);
        for (ResultFormat format : ResultFormat.values()) {
            packages.put(
                    format,
                    format.mediaTypes().stream()
                            .map(type -> new MediaType(name, Map.of("type", type.toString()), Map.of()))
                            .toList());
        }
        return packages;
    }

    @Override
    public Content content() {
        return packaging == Packaging.ZIP ? Content.FILE : format.content();
    }

    @Override
    public boolean isFile() {
        return packaging == Packaging.ZIP || format.isFile();
    }

    /** Creates a writer of batches; the caller closes the stream. */
    public BatchesWriter writer(OutputStream out) {
        return switch (packaging) {
            case CONCATENATED, ALONE -> new ConcatenatedBatches(this, out);
            case MULTIPART -> new MultipartBatches(format, out);
            case ZIP -> new ZipBatches(this, out);
        };
    }
}

package io.colonnade.jdbc.ipc;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What an Arrow type states besides its kind: width, precision and scale, unit, zone, type ids of a union. Immutable. */
public final class TypeDetail {
    static final TypeDetail NONE = new TypeDetail(0, 0, 0, 1, null, new int[0]);

    private final int byteWidth;
    private final int precision;
    private final int scale;
    private final long nanosPerTick;
    private final @Nullable String zone;
    private final int[] typeIds;

    private TypeDetail(
            int byteWidth, int precision, int scale, long nanosPerTick, @Nullable String zone, int[] typeIds) {
        this.byteWidth = byteWidth;
        this.precision = precision;
        this.scale = scale;
        this.nanosPerTick = nanosPerTick;
        this.zone = zone;
        this.typeIds = typeIds;
    }

    static TypeDetail width(int byteWidth) {
        return new TypeDetail(byteWidth, 0, 0, 1, null, new int[0]);
    }

    static TypeDetail decimal(int byteWidth, int precision, int scale) {
        return new TypeDetail(byteWidth, precision, scale, 1, null, new int[0]);
    }

    static TypeDetail ticks(int byteWidth, long nanosPerTick, @Nullable String zone) {
        return new TypeDetail(byteWidth, 0, 0, nanosPerTick, zone, new int[0]);
    }

    static TypeDetail union(int[] typeIds) {
        return new TypeDetail(0, 0, 0, 1, null, typeIds);
    }

    /** Returns the width of values that have a fixed one, otherwise 0. */
    public int byteWidth() {
        return byteWidth;
    }

    /** Returns a decimal's precision, otherwise 0. */
    public int precision() {
        return precision;
    }

    /** Returns a decimal's scale, otherwise 0. */
    public int scale() {
        return scale;
    }

    long nanosPerTick() {
        return nanosPerTick;
    }

    @Nullable
    String zone() {
        return zone;
    }

    int[] typeIds() {
        return typeIds.clone();
    }

    /** Returns how many digits of a second's fraction the unit can hold. */
    public int fractionDigits() {
        int digits = 0;
        for (long ticks = 1_000_000_000L / nanosPerTick; ticks > 1; ticks /= 10) {
            digits++;
        }
        return digits;
    }

    boolean hasLayoutOf(TypeDetail other) {
        return byteWidth == other.byteWidth
                && scale == other.scale
                && nanosPerTick == other.nanosPerTick
                && Arrays.equals(typeIds, other.typeIds);
    }
}

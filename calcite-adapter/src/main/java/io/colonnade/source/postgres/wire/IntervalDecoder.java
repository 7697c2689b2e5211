package io.colonnade.source.postgres.wire;

import io.colonnade.source.SourceStatement.ResultColumn;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Intervals as PostgreSQL prints them where IntervalStyle is {@code postgres}: microseconds, days and months, each with a
 * sign of its own.
 */
final class IntervalDecoder extends VaryingDecoder {
    private static final int BYTES = 16;
    private static final int MOST_CHARACTERS = 96;
    private static final int MONTHS_PER_YEAR = 12;
    private static final long MICROSECONDS_PER_SECOND = 1_000_000;

    private final AsciiPen pen = new AsciiPen();
    private boolean afterNegative;

    IntervalDecoder(ResultColumn column, VaryingBuffers buffers) {
        super(column, buffers);
    }

    @Override
    int decode(long address, int length, int row) {
        BigEndian.checkLength(length, BYTES);
        long time = Long.reverseBytes(MemoryUtil.getLong(address));
        int days = Integer.reverseBytes(MemoryUtil.getInt(address + 8));
        int months = Integer.reverseBytes(MemoryUtil.getInt(address + 12));
        pen.begin(buffers().room(MOST_CHARACTERS));
        if (time == Long.MAX_VALUE && days == Integer.MAX_VALUE && months == Integer.MAX_VALUE) {
            pen.put("infinity");
        } else if (time == Long.MIN_VALUE && days == Integer.MIN_VALUE && months == Integer.MIN_VALUE) {
            pen.put("-infinity");
        } else {
            write(time, days, months);
        }
        return buffers().put(row, pen.written());
    }

    private void write(long time, int days, int months) {
        afterNegative = false;
        writePart(months / MONTHS_PER_YEAR, "year");
        writePart(months % MONTHS_PER_YEAR, "mon");
        writePart(days, "day");
        if (time != 0 || pen.written() == 0) {
            writeTime(time);
        }
    }

    private void writePart(int number, String unit) {
        if (number == 0) {
            return;
        }
        separate();
        if (afterNegative && number > 0) {
            pen.put('+');
        }
        pen.putDecimal(number);
        pen.put(' ');
        pen.put(unit);
        if (number != 1) {
            pen.put('s');
        }
        afterNegative = number < 0;
    }

    private void separate() {
        if (pen.written() > 0) {
            pen.put(' ');
        }
    }

    private void writeTime(long time) {
        separate();
        if (time < 0) {
            pen.put('-');
        } else if (afterNegative) {
            pen.put('+');
        }
        // Part by part: the most negative time has no counterpart above zero.
        long seconds = Math.abs(time / MICROSECONDS_PER_SECOND);
        pen.putDigits(seconds / 3_600, 2);
        pen.put(':');
        pen.putDigits(seconds / 60 % 60, 2);
        pen.put(':');
        pen.putDigits(seconds % 60, 2);
        writeFraction(Math.abs(time % MICROSECONDS_PER_SECOND));
    }

    private void writeFraction(long microseconds) {
        if (microseconds == 0) {
            return;
        }
        long fraction = microseconds;
        int digits = 6;
        for (; fraction % 10 == 0; fraction /= 10) {
            digits--;
        }
        pen.put('.');
        pen.putDigits(fraction, digits);
    }
}

package io.colonnade.source.postgres.wire;

/** Internet addresses of version 6 as PostgreSQL prints them: the longest run of zeros shortened, an embedded version 4 shown. */
final class Inet6Text {
    private static final int WORDS = 8;
    /** Where an address of version 4 begins in one of version 6. */
    private static final int EMBEDDED = 6;

    private final AsciiPen pen;
    private final int[] words = new int[WORDS];
    private int zerosFrom;
    private int zeros;

    Inet6Text(AsciiPen pen) {
        this.pen = pen;
    }

    /** Writes the sixteen bytes at an address. */
    void write(long address) {
        for (int index = 0; index < WORDS; index++) {
            words[index] = BigEndian.unsigned2(address + 2L * index);
        }
        findZeros();
        for (int index = 0; index < WORDS; index++) {
            if (index >= zerosFrom && index < zerosFrom + zeros) {
                putOnce(index);
            } else if (index == EMBEDDED && embedsVersion4()) {
                pen.put(':');
                pen.putAddress4(address + 2 * EMBEDDED);
                return;
            } else {
                putWord(index);
            }
        }
        if (zeros > 0 && zerosFrom + zeros == WORDS) {
            pen.put(':');
        }
    }

    /** The first of the longest runs of two or more. */
    private void findZeros() {
        zerosFrom = 0;
        zeros = 0;
        int run = 0;
        for (int index = 0; index < WORDS; index++) {
            run = words[index] == 0 ? run + 1 : 0;
            if (run > Math.max(1, zeros)) {
                zeros = run;
                zerosFrom = index + 1 - run;
            }
        }
    }

    private boolean embedsVersion4() {
        return zerosFrom == 0 && (zeros == 6 || zeros == 5 && words[5] == 0xFFFF);
    }

    private void putOnce(int index) {
        if (index == zerosFrom) {
            pen.put(':');
        }
    }

    private void putWord(int index) {
        if (index > 0) {
            pen.put(':');
        }
        int word = words[index];
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (word >> shift != 0 || shift == 0) {
                pen.putHex(word >> shift & 0xF);
            }
        }
    }
}

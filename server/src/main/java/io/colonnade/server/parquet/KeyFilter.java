package io.colonnade.server.parquet;

import java.util.Arrays;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilterWriter;
import org.apache.parquet.io.api.Binary;

/** Collects the hashes of a key's values in one row group, so that its Bloom filter is as large as they need and no larger. */
final class KeyFilter {
    private static final double FALSE_POSITIVES = 0.01;

    private final BloomFilterWriter out;
    private final BlockSplitBloomFilter hash = new BlockSplitBloomFilter(BlockSplitBloomFilter.LOWER_BOUND_BYTES);
    private long[] hashes = new long[1 << 8];
    private int count;

    KeyFilter(BloomFilterWriter out) {
        this.out = out;
    }

    void add(int value) {
        addHash(hash.hash(value));
    }

    void add(long value) {
        addHash(hash.hash(value));
    }

    void add(Binary value) {
        addHash(hash.hash(value));
    }

    long memory() {
        return (long) hashes.length * Long.BYTES;
    }

    void write() {
        int bits = BlockSplitBloomFilter.optimalNumOfBits(Math.max(1, different()), FALSE_POSITIVES);
        BloomFilter filter = new BlockSplitBloomFilter(bits / Byte.SIZE);
        for (int i = 0; i < count; i++) {
            filter.insertHash(hashes[i]);
        }
        out.writeBloomFilter(filter);
    }

    /** Returns about how many hashes differ: of as many bits as there are hashes, or more, each sets one, and equal ones the same. */
    private int different() {
        int bits = Integer.highestOneBit(Math.max(Long.SIZE, count)) << 1;
        long[] seen = new long[bits / Long.SIZE];
        for (int i = 0; i < count; i++) {
            int bit = (int) hashes[i] & bits - 1;
            seen[bit / Long.SIZE] |= 1L << bit;
        }
        int set = 0;
        for (long word : seen) {
            set += Long.bitCount(word);
        }
        return Math.min(count, (int) Math.ceil(-bits * Math.log1p(-(double) set / bits)));
    }

    /** Keys that lie in their order repeat one behind the other. */
    private void addHash(long value) {
        if (count > 0 && hashes[count - 1] == value) {
            return;
        }
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        hashes[count++] = value;
    }
}

package io.colonnade.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** TPC-H's queries with the substitution parameters of its validation run (TPC-H specification, chapter 2.4). */
public final class TpchQueries {
    /** How many there are. */
    public static final int COUNT = 22;

    private TpchQueries() {}

    /** Returns a query's text, without a trailing newline. */
    public static String text(int number) throws IOException {
        String name = String.format("/tpch/q%02d.sql", number);
        try (InputStream stream = TpchQueries.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}

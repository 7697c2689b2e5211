package io.colonnade.query;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What has been told on a day (UTC), so that a caller who does it all day long does not fill the log. Thread-safe. */
final class OnceADay {
    private final InstantSource clock;
    private final Map<String, LocalDate> told = new ConcurrentHashMap<>();

    OnceADay(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Returns whether something is to be told, which it then is.
     *
     * @param what one of things of which there are no more than contracts have
     */
    boolean isNews(String what) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return !today.equals(told.put(what, today));
    }
}

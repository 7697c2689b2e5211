package io.colonnade.security.audit;

import io.colonnade.error.ColonnadeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was refused to callers who need no credentials for it, on its way to the audit: wrong passwords and tokens, forged
 * tickets, requests over a limit, tables that anonymous callers may not know of. Whoever sends them needs no credentials, so nobody may fill the audit with them: in a
 * minute ten of each subject or peer are written one by one, and how many more there were is written at its end. Thread-safe.
 */
public final class Denials {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ONE_BY_ONE = 10;
    private static final int MOST_KEYS = 256;
    private static final String EVERYBODY_ELSE = "";

    private static final class Window {
        private final Instant end;
        private int written;
        private long more;
        private AuditedAccess last;
        private String sqlState;

        Window(Instant end, AuditedAccess first, String sqlState) {
            this.end = end;
            this.last = first;
            this.sqlState = sqlState;
        }
    }

    private final AuditLog log;
    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>();

    /** Creates the way to a log. */
    public Denials(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Tells of a refusal. It stays refused whether or not that can be written; the log complains by itself. */
    public synchronized void refused(AuditedAccess access, String sqlState) {
        Instant now = clock.instant();
        tellEnded(now);
        String key = access.subject() == null ? "peer " + access.destination() : "subject " + access.subject();
        if (!windows.containsKey(key) && windows.size() >= MOST_KEYS) {
            key = EVERYBODY_ELSE;
        }
        Window window = windows.computeIfAbsent(key, absent -> new Window(now.plus(WINDOW), access, sqlState));
        window.last = access;
        window.sqlState = sqlState;
        if (window.written < ONE_BY_ONE) {
            window.written++;
            write(AuditEvent.denied(now, access, sqlState));
        } else {
            window.more++;
        }
    }

    /** Tells how many calls were refused that nobody was told of yet. */
    public synchronized void tellAll() {
        windows.values().forEach(this::tell);
        windows.clear();
    }

    /** All windows are equally long, so the oldest ends first. */
    private void tellEnded(Instant now) {
        Iterator<Window> oldest = windows.values().iterator();
        while (oldest.hasNext()) {
            Window window = oldest.next();
            if (now.isBefore(window.end)) {
                return;
            }
            oldest.remove();
            tell(window);
        }
    }

    private void tell(Window window) {
        if (window.more > 0) {
            write(AuditEvent.denied(clock.instant(), window.last, window.sqlState, window.more));
        }
    }

    private void write(AuditEvent event) {
        try {
            log.write(event);
        } catch (ColonnadeException e) {
            // The log has said why, and there is no data to hold back.
        }
    }
}

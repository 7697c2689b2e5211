package io.colonnade.server.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that clients have lately ended themselves, as opposed to those that were lost. The oldest are forgotten,
 * and then count as lost. Thread-safe; part of {@link Transactions}.
 */
final class EndedTransactions {
    /**
     * An ended transaction.
     *
     * @param session the session that it was begun in; null if it was begun in none
     * @param begunBefore how many transactions had been begun when it ended
     */
    record Ended(Owner owner, @Nullable String session, long begunBefore) {}

    private static final int MOST = 16 * 1024;

    private final Map<String, Ended> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ended> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(String id, Ended transaction) {
        ended.put(id, transaction);
    }

    synchronized Optional<Ended> find(Owner owner, String id) {
        return Optional.ofNullable(ended.get(id))
                .filter(transaction -> transaction.owner().equals(owner));
    }
}

package io.colonnade.server.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Values that callers leave on the server under an id. Each owner has ids of their own, so that nobody can find, take or
 * block another's; a value is dropped when nobody used it for a while, and each owner may have a limited number.
 * Thread-safe.
 */
final class IdleRegistry<V> {
    private static final class Entry<V> {
        private final Owner owner;
        private final V value;
        private Instant lastUsed;
        private int users;

        Entry(Owner owner, V value, Instant now) {
            this.owner = owner;
            this.value = value;
            this.lastUsed = now;
        }
    }

    private final Duration idle;
    private final int perOwner;
    private final Clock clock;
    private final Consumer<V> onDrop;

    private record Key(Owner owner, String id) {}

    private final Map<Key, Entry<V>> entries = new HashMap<>();
    private final Map<Owner, Integer> counts = new HashMap<>();

    IdleRegistry(Duration idle, int perOwner, Clock clock, Consumer<V> onDrop) {
        this.idle = idle;
        this.perOwner = perOwner;
        this.clock = clock;
        this.onDrop = onDrop;
    }

    /** Adds a value; empty if the owner has too many already. */
    synchronized Optional<V> add(Owner owner, String id, Supplier<V> value) {
        dropIdle();
        if (counts.getOrDefault(owner, 0) >= perOwner || entries.containsKey(new Key(owner, id))) {
            return Optional.empty();
        }
        Entry<V> entry = new Entry<>(owner, value.get(), clock.instant());
        entries.put(new Key(owner, id), entry);
        counts.merge(owner, 1, Integer::sum);
        return Optional.of(entry.value);
    }

    synchronized Optional<V> find(Owner owner, String id) {
        return entry(owner, id).map(entry -> entry.value);
    }

    /** Finds a value and keeps it from being dropped as idle until {@link #release}. */
    synchronized Optional<V> pin(Owner owner, String id) {
        Optional<Entry<V>> found = entry(owner, id);
        found.ifPresent(entry -> entry.users++);
        return found.map(entry -> entry.value);
    }

    synchronized void release(Owner owner, String id) {
        Entry<V> entry = entries.get(new Key(owner, id));
        if (entry != null) {
            entry.users--;
            entry.lastUsed = clock.instant();
        }
    }

    /** Drops a value; returns whether there was one. */
    synchronized boolean remove(Owner owner, String id) {
        Optional<Entry<V>> found = entry(owner, id);
        found.ifPresent(entry -> {
            entries.remove(new Key(owner, id));
            drop(entry);
        });
        return found.isPresent();
    }

    /** Drops those of an owner's values that a test picks. */
    synchronized void removeAll(Owner owner, Predicate<V> picked) {
        dropAll(entry -> entry.owner.equals(owner) && picked.test(entry.value));
    }

    /** Returns those of an owner's values that a test picks, which is no use of them. */
    synchronized List<V> values(Owner owner, Predicate<V> picked) {
        dropIdle();
        return entries.values().stream()
                .filter(entry -> entry.owner.equals(owner) && picked.test(entry.value))
                .map(entry -> entry.value)
                .toList();
    }

    /** Returns all values, which is no use of them. */
    synchronized List<V> values() {
        return entries.values().stream().map(entry -> entry.value).toList();
    }

    synchronized void dropIdle() {
        Instant limit = clock.instant().minus(idle);
        dropAll(entry -> entry.users <= 0 && entry.lastUsed.isBefore(limit));
    }

    private void dropAll(Predicate<Entry<V>> picked) {
        Iterator<Entry<V>> all = entries.values().iterator();
        while (all.hasNext()) {
            Entry<V> entry = all.next();
            if (picked.test(entry)) {
                all.remove();
                drop(entry);
            }
        }
    }

    synchronized void dropAll() {
        entries.values().forEach(this::drop);
        entries.clear();
    }

    private Optional<Entry<V>> entry(Owner owner, String id) {
        dropIdle();
        Entry<V> entry = entries.get(new Key(owner, id));
        if (entry == null) {
            return Optional.empty();
        }
        entry.lastUsed = clock.instant();
        return Optional.of(entry);
    }

    private void drop(Entry<V> entry) {
        counts.computeIfPresent(entry.owner, (owner, count) -> count > 1 ? count - 1 : null);
        onDrop.accept(entry.value);
    }
}

package io.colonnade.source.postgres;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers that hold for a while. It forgets all of them when they become many. Thread-safe. */
final class RecentAnswers<T> {
    private static final int MOST = 1_000;

    private record Answer<T>(T value, long given) {}

    private final Map<String, Answer<T>> answers = new ConcurrentHashMap<>();
    private final long lifetime;

    RecentAnswers(Duration lifetime) {
        this.lifetime = lifetime.toNanos();
    }

    /** Returns the answer to a question, or null if it is not known any more. */
    @Nullable
    T of(String question) {
        Answer<T> answer = answers.get(question);
        return answer == null || System.nanoTime() - answer.given() > lifetime ? null : answer.value();
    }

    /** Keeps an answer, and returns it. */
    T put(String question, T value) {
        if (answers.size() >= MOST) {
            answers.clear();
        }
        answers.put(question, new Answer<>(value, System.nanoTime()));
        return value;
    }
}

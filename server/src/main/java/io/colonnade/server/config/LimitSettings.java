package io.colonnade.server.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one deployment bears.
 *
 * @param queryTimeout the time after which a query is stopped
 * @param queriesOrNull queries that run at a time; null is as many as the largest pool has connections
 * @param queriesPerPrincipalOrNull queries of one principal; null is three quarters of all
 * @param queue the queries that wait
 * @param streamsPerPrincipal streams that one principal may have open
 * @param requestsPerSecond requests that one principal may send in a second
 * @param refusedTokensPerSecond tokens of one address that may be refused in a second
 * @param stalledStreamTimeout the time after which a stream ends whose client takes nothing
 * @param bytesInFlight memory for batches on their way to clients
 * @param bytesInFlightPerPrincipal memory for one principal's batches on their way
 * @param statements what one statement may be
 * @param graphql what one operation of GraphQL may be
 */
public record LimitSettings(
        Duration queryTimeout,
        @Nullable Integer queriesOrNull,
        @Nullable Integer queriesPerPrincipalOrNull,
        Queue queue,
        int streamsPerPrincipal,
        int requestsPerSecond,
        int refusedTokensPerSecond,
        Duration stalledStreamTimeout,
        long bytesInFlight,
        long bytesInFlightPerPrincipal,
        Statements statements,
        GraphQl graphql) {
    /**
     * The queries that wait for their turn.
     *
     * @param length how many may wait
     * @param longestWait how long each of them waits at the most
     */
    public record Queue(int length, Duration longestWait) {}

    /**
     * What one statement may be.
     *
     * @param length its characters
     * @param depth its levels
     * @param tables the tables that it reads
     */
    public record Statements(int length, int depth, int tables) {}

    /**
     * What one operation of GraphQL may be.
     *
     * @param tokens words and signs of its document
     * @param fields its fields
     * @param depth how deep they are nested
     * @param aliases fields that are renamed
     * @param rootFields fields that it begins with
     * @param hops relations that are followed one from another
     * @param levels selections that read rows
     * @param cost what it costs
     */
    public record GraphQl(
            int tokens, int fields, int depth, int aliases, int rootFields, int hops, int levels, int cost) {
        static GraphQl of(Values values) {
            return new GraphQl(
                    values.number("tokens"),
                    values.number("fields"),
                    values.number("depth"),
                    values.number("aliases"),
                    values.number("root_fields"),
                    values.number("hops"),
                    values.number("levels"),
                    values.number("cost"));
        }
    }

    static LimitSettings of(Values values) {
        return new LimitSettings(
                values.duration("query_timeout"),
                values.optionalNumber("queries").orElse(null),
                values.optionalNumber("queries_per_principal").orElse(null),
                new Queue(values.number("queue_length"), values.duration("queue_wait")),
                values.number("streams_per_principal"),
                values.number("requests_per_second"),
                values.number("refused_tokens_per_second"),
                values.duration("stalled_stream_timeout"),
                values.size("bytes_in_flight"),
                values.size("bytes_in_flight_per_principal"),
                new Statements(values.number("sql_length"), values.number("plan_depth"), values.number("tables")),
                GraphQl.of(values.under("graphql")));
    }

    /** Returns what holds where nothing is configured. */
    public static LimitSettings standard() {
        return given(Map.of());
    }

    /**
     * Returns what holds where nothing but these keys of {@code limits} is configured: {@code query_timeout} as {@code 2m}.
     *
     * @throws IllegalArgumentException if a text is no value of its key
     */
    public static LimitSettings given(Map<String, String> texts) {
        return of(Values.given("limits", texts).under("limits"));
    }

    /** Returns how many queries run at a time, if that is configured. */
    public Optional<Integer> queries() {
        return Optional.ofNullable(queriesOrNull);
    }

    /** Returns how many queries of one principal run at a time, if that is configured. */
    public Optional<Integer> queriesPerPrincipal() {
        return Optional.ofNullable(queriesPerPrincipalOrNull);
    }
}

package io.colonnade.server.http;

import io.colonnade.query.DeprecatedProjection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/**
 * What an answer from deprecated projections says of them: {@code Deprecation} (RFC 9745), {@code Sunset} (RFC 8594) and what takes
 * their place as {@code Link} (RFC 8288).
 */
final class DeprecationHeaders {
    /** Contracts do not say since when; it was so when this server read them. */
    private static final Instant SINCE = Instant.now();

    private DeprecationHeaders() {}

    /** Puts the headers on an answer, if there is something to tell. */
    static void put(List<DeprecatedProjection> projections, Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        projections.stream()
                .map(DeprecatedProjection::sunset)
                .min(Comparator.naturalOrder())
                .ifPresent(first -> {
                    headers.put("Deprecation", "@" + SINCE.getEpochSecond());
                    headers.put("Sunset", date(first));
                });
        projections.stream()
                .flatMap(projection -> projection.replacement().stream())
                .distinct()
                .forEach(name -> headers.add(
                        HttpHeader.LINK,
                        "</v1/" + URLEncoder.encode(name, StandardCharsets.UTF_8) + ">; rel=\"successor-version\""));
    }

    private static String date(LocalDate day) {
        return DateGenerator.formatDate(
                day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }
}

package io.colonnade.server.http;

import io.colonnade.server.format.ResultFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** From the {@code Accept} header to a format: the best of those that there are; Arrow where anything will do. */
final class AcceptedFormat {
    private static final Map<String, ResultFormat> BY_TYPE = Map.of(
            ResultFormat.ARROW.mediaType(),
            ResultFormat.ARROW,
            "application/x-arrow",
            ResultFormat.ARROW,
            "application/*",
            ResultFormat.ARROW,
            "*/*",
            ResultFormat.ARROW,
            ResultFormat.CSV.mediaType(),
            ResultFormat.CSV,
            "text/*",
            ResultFormat.CSV,
            ResultFormat.JSON.mediaType(),
            ResultFormat.JSON);

    private AcceptedFormat() {}

    /** Returns the format, or nothing if the client accepts none that there is. */
    static Optional<ResultFormat> of(Request request) {
        QuotedQualityCSV accepted = new QuotedQualityCSV();
        for (String header : request.getHeaders().getValuesList(HttpHeader.ACCEPT)) {
            accepted.addValue(header);
        }
        List<String> types = accepted.getValues();
        if (types.isEmpty()) {
            return Optional.of(ResultFormat.ARROW);
        }
        return types.stream()
                .map(type -> type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT))
                .filter(BY_TYPE::containsKey)
                .map(BY_TYPE::get)
                .findFirst();
    }

    /** Answers a client that accepts none. */
    static void refuse(Response response, Callback callback) {
        String known =
                Stream.of(ResultFormat.values()).map(ResultFormat::mediaType).collect(Collectors.joining(", "));
        Problem.of(HttpStatus.NOT_ACCEPTABLE_406, "None of the accepted types; there are " + known)
                .send(response, callback);
    }
}

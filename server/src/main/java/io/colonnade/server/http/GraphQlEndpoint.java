package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.QueryPipeline;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.format.BatchesFormat;
import io.colonnade.server.format.Offer;
import io.colonnade.server.graphql.GraphQlError;
import io.colonnade.server.graphql.GraphQlRequest;
import io.colonnade.server.graphql.Operations;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** {@code GET} and {@code POST /graphql}, as GraphQL over HTTP says. */
final class GraphQlEndpoint implements Endpoint {
    private static final String BODY_TYPE = "application/json";
    private static final String FORMAT = "json";
    private static final List<Offer> TYPES = offers();

    private final QueryPipeline pipeline;
    private final Operations operations;
    private final QueryRequests requests;
    private final Admission admission;

    GraphQlEndpoint(QueryPipeline pipeline, Operations operations, QueryRequests requests, Admission admission) {
        this.pipeline = pipeline;
        this.operations = operations;
        this.requests = requests;
        this.admission = admission;
    }

    /** Where a client takes everything, an object is what GraphQL's clients know. */
    private static List<Offer> offers() {
        List<Offer> offers = new ArrayList<>(List.of(GraphQlType.values()));
        offers.addAll(BatchesFormat.all());
        BatchesFormat.alone().stream()
                .filter(format -> format.mediaTypes().stream()
                        .noneMatch(type -> type.name().equals(BODY_TYPE)))
                .forEach(offers::add);
        return List.copyOf(offers);
    }

    @Override
    public void answer(Request request, Response response, Callback callback) {
        Optional<Agreement<Offer>> agreement = Agreement.of(request, response, TYPES);
        if (agreement.isEmpty()) {
            Agreement.refusal(TYPES).send(response, callback);
        } else if (HttpMethod.POST.is(request.getMethod()) && !isJson(request)) {
            Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "The body is to be " + BODY_TYPE + " in UTF-8")
                    .send(response, callback);
        } else {
            answer(agreement.get(), request, response, callback);
        }
    }

    private static boolean isJson(Request request) {
        @Nullable String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null
                && type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(BODY_TYPE)
                && isUtf8(MimeTypes.getCharsetFromContentType(type));
    }

    private static boolean isUtf8(@Nullable String charset) {
        try {
            return charset == null || Charset.forName(charset).equals(StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return false;
        }
    }

    private void answer(Agreement<Offer> agreement, Request request, Response response, Callback callback) {
        QueryRequests.Asker asker = requests.asker(request);
        GraphQlRequest asked;
        try {
            asked = asked(request);
        } catch (ColonnadeException e) {
            int status = Problem.status(e.kind());
            String body = GraphQlErrors.begin(List.of(GraphQlError.of(e)), status, GraphQlType.of(agreement), response);
            Content.Sink.write(response, true, body, callback);
            return;
        }
        requests.answer(
                asker,
                FORMAT,
                (context, client) -> new GraphQlAnswer(operations, pipeline, context, asked, agreement, client),
                request,
                response,
                callback);
    }

    private GraphQlRequest asked(Request request) {
        if (HttpMethod.POST.is(request.getMethod())) {
            return GraphQlRequests.ofBody(RequestText.of(request, admission));
        }
        try {
            return GraphQlRequests.ofUrl(Request.extractQueryParameters(request));
        } catch (IllegalArgumentException | BadMessageException e) {
            throw ColonnadeException.causedBy(
                    e,
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot read the request: its parameters are not encoded as those of URLs");
        }
    }
}

package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.format.ResultFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code POST /sql}: a statement in, its rows out. A client that reads slowly slows the reading of the source. */
final class SqlEndpoint implements Endpoint {
    static final int LARGEST_CHARACTER = 4;
    private static final int LARGEST_BODY = 1 << 30;
    private static final List<ResultFormat> FORMATS = List.of(ResultFormat.values());

    private final QueryPipeline pipeline;
    private final QueryRequests requests;
    private final Admission admission;
    private final BufferAllocator allocator;

    SqlEndpoint(QueryPipeline pipeline, QueryRequests requests, Admission admission, BufferAllocator allocator) {
        this.pipeline = pipeline;
        this.requests = requests;
        this.admission = admission;
        this.allocator = allocator;
    }

    @Override
    public void answer(Request request, Response response, Callback callback) {
        Optional<Agreement<ResultFormat>> agreement = Agreement.of(request, response, FORMATS);
        if (agreement.isEmpty()) {
            Agreement.refusal(FORMATS).send(response, callback);
            return;
        }
        QueryRequests.Asker asker = requests.asker(request);
        String sql = statement(request);
        admission.statement(sql.length());
        Question question = Question.of(new QueryRequest.Sql(sql, null), List.of());
        requests.answer(
                asker,
                agreement.get().offer().word(),
                (context, client) -> new RowsAnswer(pipeline, allocator, context, question, agreement.get(), client),
                request,
                response,
                callback);
    }

    private String statement(Request request) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            // Of a statement that is too long, just enough is read to know it.
            long most = (long) admission.limits().longestSql() * LARGEST_CHARACTER;
            byte[] bytes = in.readNBytes(Math.toIntExact(Math.min(most, LARGEST_BODY) + 1));
            if (bytes.length > most) {
                admission.statement(bytes.length);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT, SqlState.INVALID_PARAMETER, "Invalid statement: it is not UTF-8");
        } catch (IOException | BadMessageException e) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot read the statement: the request breaks off, or its chunks are malformed");
        }
    }
}

package io.colonnade.server.http;

import io.colonnade.query.QueryPipeline;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.server.admission.Admission;
import io.colonnade.server.export.ExportCommands;
import io.colonnade.server.format.ResultFormat;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code POST /sql}: a statement in, its rows out, or what came of it. A client that reads slowly slows the reading of the source. */
final class SqlEndpoint implements Endpoint {
    private static final List<ResultFormat> FORMATS = List.of(ResultFormat.values());

    private final QueryPipeline pipeline;
    private final ExportCommands commands;
    private final QueryRequests requests;
    private final Admission admission;
    private final BufferAllocator allocator;

    SqlEndpoint(
            QueryPipeline pipeline,
            ExportCommands commands,
            QueryRequests requests,
            Admission admission,
            BufferAllocator allocator) {
        this.pipeline = pipeline;
        this.commands = commands;
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
        String sql = RequestText.of(request, admission);
        Question question = question(new QueryRequest.Sql(sql, null));
        requests.answer(
                asker,
                agreement.get().offer().word(),
                (context, client) -> new RowsAnswer(pipeline, allocator, context, question, agreement.get(), client),
                request,
                response,
                callback);
    }

    private Question question(QueryRequest.Sql sql) {
        return commands.of(sql, null).<Question>map(CommandQuestion::new).orElseGet(() -> Question.of(sql, List.of()));
    }
}

package io.colonnade.it.policy;

import io.colonnade.batch.BatchReader;
import io.colonnade.error.ColonnadeException;
import io.colonnade.it.Deployment;
import io.colonnade.it.Tpch;
import io.colonnade.query.AccessContext;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.security.identity.Principal;
import java.io.IOException;
import java.time.Duration;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/** No door at all: the query road in this process. Thread-safe. */
final class PipelineDoor implements PolicyDoor {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final String SCHEMA = "people";

    private final Deployment deployment;

    private PipelineDoor(Deployment deployment) {
        this.deployment = deployment;
    }

    /** Opens the query road over a database. */
    static PipelineDoor over(Tpch database) throws IOException {
        return new PipelineDoor(Deployment.over(database, PolicyDatabase.projections(), event -> {}));
    }

    /** Returns what is behind the door. */
    Deployment deployment() {
        return deployment;
    }

    @Override
    public Answer ask(Person person, Question question) throws Exception {
        return ask(person.principal(), question);
    }

    /** Asks for somebody who is no {@link Person}. */
    Answer ask(@Nullable Principal principal, Question question) throws Exception {
        QueryRequest request = new QueryRequest.Sql(question.sql(), SCHEMA);
        AccessContext context = AccessContext.of(principal, "test", "rows", TIMEOUT);
        try (BufferAllocator allocator = new RootAllocator();
                BatchReader reader = deployment.pipeline().run(context, request, question.parameters(), allocator)) {
            return ArrowAnswers.of(reader);
        } catch (ColonnadeException e) {
            return new Answer.Refused(e.sqlState(), e.clientMessage());
        }
    }

    @Override
    public void close() {
        deployment.close();
    }

    @Override
    public String toString() {
        return "pipeline";
    }
}

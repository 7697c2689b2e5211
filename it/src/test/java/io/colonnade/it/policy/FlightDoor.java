package io.colonnade.it.policy;

import io.colonnade.batch.VectorValues;
import io.colonnade.it.flight.FlightUser;
import io.colonnade.it.server.RunningServer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.flight.sql.FlightSqlClient.Transaction;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/** Flight SQL by Arrow's client, in each of the ways that it offers. For one thread. */
final class FlightDoor implements PolicyDoor {
    /** How a question is put. */
    enum Way {
        /** One plan, one stream. */
        STATEMENT,
        /** As many streams as the server will hand out. */
        PARTS,
        /** In a transaction that lasts as long as the question. */
        TRANSACTION,
        /** Prepared, with its parameters bound, and asked twice. */
        PREPARED
    }

    private static final long MOST_PARTS = 3;

    private final RunningServer server;
    private final Way way;
    private final Map<Person, FlightUser> users = new EnumMap<>(Person.class);

    FlightDoor(RunningServer server, Way way) {
        this.server = server;
        this.way = way;
    }

    @Override
    public boolean takes(Person person, Question question) {
        return way == Way.PREPARED || question.parameters().isEmpty();
    }

    @Override
    public Answer ask(Person person, Question question) throws Exception {
        FlightUser user = users.computeIfAbsent(person, this::enter);
        try {
            return switch (way) {
                case STATEMENT, PARTS -> fetch(user, user.client().execute(question.sql(), user.credentials()));
                case TRANSACTION -> inTransaction(user, question);
                case PREPARED -> prepared(user, question);
            };
        } catch (FlightRuntimeException e) {
            return refused(e);
        }
    }

    private FlightUser enter(Person person) {
        FlightUser user = person.token()
                .map(token -> FlightUser.withToken(server, token))
                .orElseGet(() -> FlightUser.anonymous(server));
        if (way == Way.PARTS) {
            var options = Map.of("endpoints", SessionOptionValueFactory.makeSessionOptionValue(MOST_PARTS));
            user.client().setSessionOptions(new SetSessionOptionsRequest(options), user.credentials());
        }
        return user;
    }

    private static Answer inTransaction(FlightUser user, Question question) throws Exception {
        Transaction transaction = user.client().beginTransaction(user.credentials());
        try {
            return fetch(user, user.client().execute(question.sql(), transaction, user.credentials()));
        } finally {
            user.client().rollback(transaction, user.credentials());
        }
    }

    private static Answer prepared(FlightUser user, Question question) throws Exception {
        try (PreparedStatement statement = user.client().prepare(question.sql(), user.credentials());
                VectorSchemaRoot values = bound(user, statement, question.parameters())) {
            if (!question.parameters().isEmpty()) {
                statement.setParameters(values);
            }
            Answer first = fetch(user, statement.execute(user.credentials()));
            Answer second = fetch(user, statement.execute(user.credentials()));
            boolean same = first instanceof Answer.Rows one
                    && second instanceof Answer.Rows two
                    && one.sorted().equals(two.sorted());
            return same ? first : new Answer.Refused("XX000", "asked twice: " + first + " and " + second);
        }
    }

    private static VectorSchemaRoot bound(FlightUser user, PreparedStatement statement, List<Object> parameters) {
        VectorSchemaRoot root = VectorSchemaRoot.create(statement.getParameterSchema(), user.allocator());
        List<Field> fields = root.getSchema().getFields();
        for (int i = 0; i < Math.min(parameters.size(), fields.size()); i++) {
            VectorValues.write(root.getVector(i), 0, parameters.get(i));
        }
        root.setRowCount(1);
        return root;
    }

    private static Answer fetch(FlightUser user, FlightInfo info) throws Exception {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (FlightEndpoint endpoint : info.getEndpoints()) {
            try (FlightStream stream = user.open(endpoint.getTicket())) {
                while (stream.next()) {
                    ArrowAnswers.append(stream.getRoot(), rows);
                }
            }
        }
        return ArrowAnswers.of(info.getSchemaOptional().orElseThrow(), rows);
    }

    static Answer.Refused refused(FlightRuntimeException e) {
        String state =
                e.status().metadata() == null ? null : e.status().metadata().get("colonnade-sqlstate");
        return new Answer.Refused(state, String.valueOf(e.status().description()));
    }

    @Override
    public void close() {
        users.values().forEach(FlightUser::close);
    }

    @Override
    public String toString() {
        return "Flight " + way.name().toLowerCase(java.util.Locale.ROOT);
    }
}

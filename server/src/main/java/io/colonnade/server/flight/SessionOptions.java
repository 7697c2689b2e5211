package io.colonnade.server.flight;

import io.colonnade.server.session.Session;
import io.colonnade.server.session.Transactions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.GetSessionOptionsResult;
import org.apache.arrow.flight.NoOpSessionOptionValueVisitor;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;

/**
 * The options that a client may set for its session: {@code catalog}, which has one value, and {@code schema}, the
 * projection in which unqualified names are looked up. Thread-safe.
 */
final class SessionOptions {
    private static final String CATALOG = "catalog";
    private static final String SCHEMA = "schema";

    private final Queries queries;
    private final Transactions transactions;

    SessionOptions(Queries queries, Transactions transactions) {
        this.queries = queries;
        this.transactions = transactions;
    }

    SetSessionOptionsResult set(Caller caller, SetSessionOptionsRequest request) {
        Map<String, SetSessionOptionsResult.Error> errors = new HashMap<>();
        request.getSessionOptions()
                .forEach((name, value) -> set(caller, name, value)
                        .ifPresent(error -> errors.put(name, new SetSessionOptionsResult.Error(error))));
        return new SetSessionOptionsResult(errors);
    }

    private Optional<SetSessionOptionsResult.ErrorValue> set(Caller caller, String name, SessionOptionValue value) {
        if (!name.equals(CATALOG) && !name.equals(SCHEMA)) {
            return Optional.of(SetSessionOptionsResult.ErrorValue.INVALID_NAME);
        }
        Optional<String> text = text(value);
        if (text.isEmpty() && !value.isEmpty()) {
            return Optional.of(SetSessionOptionsResult.ErrorValue.INVALID_VALUE);
        }
        text = text.filter(given -> !given.isEmpty());
        boolean valid = text.isEmpty()
                || (name.equals(CATALOG) ? text.get().equals(CatalogListings.CATALOG) : isVisible(caller, text.get()));
        if (!valid) {
            return Optional.of(SetSessionOptionsResult.ErrorValue.INVALID_VALUE);
        }
        Session session = caller.openSession();
        if (name.equals(SCHEMA)) {
            session.useSchema(text.orElse(null));
        }
        return Optional.empty();
    }

    GetSessionOptionsResult get(Caller caller, GetSessionOptionsRequest request) {
        Map<String, SessionOptionValue> options = new LinkedHashMap<>();
        options.put(CATALOG, SessionOptionValueFactory.makeSessionOptionValue(CatalogListings.CATALOG));
        // An empty one rather than none, which ADBC takes for "not supported".
        String schema = caller.session().flatMap(Session::schema).orElse("");
        options.put(SCHEMA, SessionOptionValueFactory.makeSessionOptionValue(schema));
        return new GetSessionOptionsResult(options);
    }

    CloseSessionResult close(Caller caller, CloseSessionRequest request) {
        caller.closeSession();
        caller.sessionId().ifPresent(session -> transactions.endSession(caller.owner(), session));
        return new CloseSessionResult(CloseSessionResult.Status.CLOSED);
    }

    private boolean isVisible(Caller caller, String schema) {
        return queries.catalog(caller.principal()).stream()
                .anyMatch(visible -> visible.projection().name().equals(schema));
    }

    private static Optional<String> text(SessionOptionValue value) {
        String text = value.acceptVisitor(new NoOpSessionOptionValueVisitor<String>() {
            @Override
            public String visit(String given) {
                return given;
            }
        });
        return Optional.ofNullable(text);
    }
}

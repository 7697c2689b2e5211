package io.colonnade.server.flight;

import io.colonnade.error.ColonnadeException;
import io.colonnade.server.session.Compression;
import io.colonnade.server.session.Session;
import io.colonnade.server.session.Transactions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.GetSessionOptionsResult;
import org.apache.arrow.flight.NoOpSessionOptionValueVisitor;
import org.apache.arrow.flight.SessionOptionValue;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.SetSessionOptionsResult.ErrorValue;

/**
 * The options that a client may set for its session: {@code catalog}, which has one value; {@code schema}, the projection in
 * which unqualified names are looked up; {@code endpoints}, the most parts that a result is handed out in; {@code
 * compression}, of the bodies of batches. Thread-safe.
 */
final class SessionOptions {
    private static final String CATALOG = "catalog";
    private static final String SCHEMA = "schema";
    private static final String ENDPOINTS = "endpoints";
    private static final String COMPRESSION = "compression";
    private static final Set<String> NAMES = Set.of(CATALOG, SCHEMA, ENDPOINTS, COMPRESSION);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{0,2}");

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

    private Optional<ErrorValue> set(Caller caller, String name, SessionOptionValue value) {
        if (!NAMES.contains(name)) {
            return Optional.of(ErrorValue.INVALID_NAME);
        }
        boolean set = text(value).filter(text -> set(caller, name, text)).isPresent();
        return set ? Optional.empty() : Optional.of(ErrorValue.INVALID_VALUE);
    }

    /** Sets an option if the value is one of its values; the empty text sets it back. */
    private boolean set(Caller caller, String name, String value) {
        return switch (name) {
            case CATALOG -> useCatalog(caller, value);
            case SCHEMA -> useSchema(caller, value);
            case COMPRESSION -> useCompression(caller, value);
            default -> useEndpoints(caller, value);
        };
    }

    private static boolean useCatalog(Caller caller, String name) {
        if (!name.isEmpty() && !name.equals(CatalogListings.CATALOG)) {
            return false;
        }
        caller.openSession();
        return true;
    }

    private boolean useSchema(Caller caller, String name) {
        if (!name.isEmpty() && !isVisible(caller, name)) {
            return false;
        }
        caller.openSession().useSchema(name.isEmpty() ? null : name);
        return true;
    }

    private static boolean useEndpoints(Caller caller, String number) {
        if (!NUMBER.matcher(number).matches()) {
            return false;
        }
        int most = number.isEmpty() ? 1 : Integer.parseInt(number);
        if (most < 1 || most > Session.MOST_ENDPOINTS) {
            return false;
        }
        caller.openSession().useEndpoints(most);
        return true;
    }

    /** The protocol has no words for why a value is refused; the header of a call has. */
    private static boolean useCompression(Caller caller, String name) {
        try {
            caller.openSession().useCompression(Compression.of(name));
            return true;
        } catch (ColonnadeException unknown) {
            return false;
        }
    }

    GetSessionOptionsResult get(Caller caller, GetSessionOptionsRequest request) {
        Map<String, SessionOptionValue> options = new LinkedHashMap<>();
        options.put(CATALOG, SessionOptionValueFactory.makeSessionOptionValue(CatalogListings.CATALOG));
        // An empty one rather than none, which ADBC takes for "not supported".
        String schema = caller.session().flatMap(Session::schema).orElse("");
        options.put(SCHEMA, SessionOptionValueFactory.makeSessionOptionValue(schema));
        int endpoints = caller.session().map(Session::endpoints).orElse(1);
        options.put(ENDPOINTS, SessionOptionValueFactory.makeSessionOptionValue((long) endpoints));
        Compression compression = caller.session().map(Session::compression).orElse(Compression.NONE);
        options.put(COMPRESSION, SessionOptionValueFactory.makeSessionOptionValue(compression.toString()));
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

    /** Returns a text, or a whole number as one; no value is the empty text. */
    private static Optional<String> text(SessionOptionValue value) {
        String text = value.acceptVisitor(new NoOpSessionOptionValueVisitor<String>() {
            @Override
            public String visit(String given) {
                return given;
            }

            @Override
            public String visit(long given) {
                return Long.toString(given);
            }

            @Override
            public String visit(Void nothing) {
                return "";
            }
        });
        return Optional.ofNullable(text);
    }
}

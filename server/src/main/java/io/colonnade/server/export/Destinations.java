package io.colonnade.server.export;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.security.policy.ExportRule;
import io.colonnade.server.export.destination.Destination;
import io.colonnade.server.export.destination.ExportPath;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stores that the operator lets exports go to. Immutable; thread-safe. */
public final class Destinations {
    private final Map<String, Destination> byName;
    private final List<Destination> byDepth;

    /** Creates the list from the operator's names for them, none of which is {@link ExportRule#DOWNLOAD}. */
    public Destinations(Map<String, Destination> destinations) {
        if (destinations.containsKey(ExportRule.DOWNLOAD)) {
            throw new IllegalArgumentException("A store is called as what clients download");
        }
        this.byName = Map.copyOf(destinations);
        this.byDepth = destinations.values().stream()
                .sorted(Comparator.comparingInt(
                                (Destination each) -> each.root().names().size())
                        .reversed())
                .toList();
    }

    /**
     * A folder in a store.
     *
     * @param folder its names below the store's root
     */
    record Target(Destination store, ExportPath path, List<String> folder) {}

    List<Destination> all() {
        return byDepth;
    }

    /**
     * Finds the store that a place is in, of several that are inside one another the innermost.
     *
     * @throws ColonnadeException PERMISSION_DENIED if it is in none
     */
    Target find(ExportPath path) {
        for (Destination store : byDepth) {
            Optional<List<String>> folder = path.below(store.root());
            if (folder.isPresent()) {
                return new Target(store, path, folder.get());
            }
        }
        throw ColonnadeException.of(
                ErrorKind.PERMISSION_DENIED,
                SqlState.INSUFFICIENT_PRIVILEGE,
                byDepth.isEmpty()
                        ? "Cannot export: this server has no destination; the operator names them in 'destinations'"
                        : "Cannot export to this destination: it is in none of those that this server may write to");
    }

    /**
     * Returns the folder that a projection's rule means: a URI, or the operator's name for a destination with perhaps names of
     * folders behind it.
     *
     * @return nothing if this server has no destination of that name
     */
    Optional<ExportPath> named(String rule) {
        if (rule.contains(":")) {
            return Optional.of(ExportPath.parse(rule));
        }
        int end = rule.indexOf('/');
        String name = end < 0 ? rule : rule.substring(0, end);
        String behind = end < 0 ? "" : rule.substring(end);
        return Optional.ofNullable(byName.get(name)).map(store -> ExportPath.parse(store.root() + behind));
    }
}

package io.colonnade.server.http;

import io.colonnade.server.format.Offer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * The form of an answer, of those that there are, that its client likes best. Immutable.
 *
 * @param offer the form
 * @param coding how its body is compressed on its way
 */
record Agreement<T extends Offer>(T offer, ContentCoding coding) {
    /** A form and the element of {@code Accept} that says what the client thinks of it. */
    private record Candidate<T extends Offer>(T offer, double quality, int specificity, int position) {
        boolean isBetterThan(Candidate<T> other) {
            if (quality != other.quality) {
                return quality > other.quality;
            }
            return specificity != other.specificity ? specificity > other.specificity : position < other.position;
        }
    }

    /**
     * Returns what the client is to get, and has the answer say what that depends on; nothing if it accepts none of the
     * forms. Where it has no preference, what it names most closely goes before, then what it names first, then what comes
     * first of the forms.
     */
    static <T extends Offer> Optional<Agreement<T>> of(Request request, Response response, Collection<T> offers) {
        response.getHeaders().add(HttpHeader.VARY, "Accept, Accept-Encoding");
        return of(
                request.getHeaders().getValuesList(HttpHeader.ACCEPT),
                request.getHeaders().getValuesList(HttpHeader.ACCEPT_ENCODING),
                offers);
    }

    static <T extends Offer> Optional<Agreement<T>> of(
            List<String> accept, List<String> acceptEncoding, Collection<T> offers) {
        AcceptedCodings codings = AcceptedCodings.of(acceptEncoding);
        return best(ranges(accept), offers)
                .flatMap(offer -> codings.best(offer.content()).map(coding -> new Agreement<>(offer, coding)));
    }

    /** Returns the refusal of a client that accepts nothing of what there is. */
    static Problem refusal(Collection<? extends Offer> offers) {
        String known = offers.stream()
                .map(offer -> offer.mediaTypes().get(0).toString())
                .collect(Collectors.joining(", "));
        return Problem.of(
                HttpStatus.NOT_ACCEPTABLE_406,
                "None of the accepted types, or encodings; there are " + known
                        + ", and the encodings zstd, gzip and identity");
    }

    private static List<MediaRange> ranges(List<String> header) {
        if (header.stream().allMatch(String::isBlank)) {
            return List.of(MediaRange.EVERYTHING);
        }
        return HeaderElement.all(header).stream()
                .flatMap(element -> MediaRange.of(element).stream())
                .toList();
    }

    private static <T extends Offer> Optional<T> best(List<MediaRange> ranges, Collection<T> offers) {
        List<Candidate<T>> candidates = new ArrayList<>();
        for (T offer : offers) {
            candidate(offer, ranges).ifPresent(candidates::add);
        }
        return candidates.stream()
                .filter(candidate -> candidate.quality() > 0)
                .reduce((first, next) -> next.isBetterThan(first) ? next : first)
                .map(Candidate::offer);
    }

    /** The element that names a form most closely decides, whatever others say of it. */
    private static <T extends Offer> Optional<Candidate<T>> candidate(T offer, List<MediaRange> ranges) {
        Optional<Candidate<T>> closest = Optional.empty();
        for (int position = 0; position < ranges.size(); position++) {
            MediaRange range = ranges.get(position);
            int specificity = range.specificity(offer.mediaTypes());
            int known = closest.map(Candidate::specificity).orElse(-1);
            if (specificity > known) {
                closest = Optional.of(new Candidate<>(offer, range.quality(), specificity, position));
            }
        }
        return closest;
    }
}

package io.colonnade.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionTest {
    private static final List<String> KNOWN = List.of("customers", "orders", "lineitems", "id");

    @ParameterizedTest
    @CsvSource({"custmers,customers", "ORDERS,orders", "oders,orders", "lineitem,lineitems", "ix,id"})
    void findsTheLikelySlip(String word, String near) {
        assertThat(Suggestion.nearest(word, KNOWN)).contains(near);
        assertThat(Suggestion.hint(word, KNOWN)).isEqualTo("; did you mean '" + near + "'?");
    }

    @ParameterizedTest
    @CsvSource({"suppliers", "xyz", "''", "qq"})
    void keepsQuietWhereNothingIsNear(String word) {
        assertThat(Suggestion.nearest(word, KNOWN)).isEmpty();
        assertThat(Suggestion.hint(word, KNOWN)).isEmpty();
    }

    @Test
    void equallyNearWordsAreChosenByTheAlphabet() {
        assertThat(Suggestion.nearest("bat", List.of("cat", "bar"))).contains("bar");
    }
}

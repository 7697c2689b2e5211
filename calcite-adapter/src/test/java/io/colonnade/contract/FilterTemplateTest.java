package io.colonnade.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTemplateTest {
    @Test
    void placeholdersBecomeParametersInTheirOrder() {
        FilterTemplate template = FilterTemplate.parse("a = {context.x} AND b IN ({context.y}, { context.x })");
        assertThat(template.sql()).isEqualTo("a = ? AND b IN (?, ?)");
        assertThat(template.claims()).containsExactly("x", "y", "x");
    }

    @Test
    void textsAndQuotedNamesAreLeftAlone() {
        String predicate = "a = 'it''s -- not; a comment?' AND \"select\" = 'select' AND \"a{b}\" > 1";
        FilterTemplate template = FilterTemplate.parse(predicate);
        assertThat(template.sql()).isEqualTo(predicate);
        assertThat(template.claims()).isEmpty();
    }

    @Test
    void wordsThatOnlyResembleAQueryAreNoSubQueries() {
        String predicate = "selected AND preselect > 1 AND values = 2 AND tables < CAST(t AS timestamp with time zone)";
        assertThat(FilterTemplate.parse(predicate).sql()).isEqualTo(predicate);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = (SELECT 1)",
                "EXISTS(select 1 from t)",
                "a IN (\nSeLeCt b FROM c)",
                "a IN (VALUES (1), (2))",
                "a IN (TABLE secrets)",
                "EXISTS (WITH t AS (VALUES (1)) TABLE t)"
            })
    void subQueryIsRefused(String predicate) {
        assertThatThrownBy(() -> FilterTemplate.parse(predicate))
                .isInstanceOfSatisfying(ColonnadeException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION);
                    assertThat(e.sqlState()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED.code());
                })
                .hasMessageStartingWith("Cannot use a sub-query in a row filter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = {x}",
                "a = {context}",
                "a = {context.}",
                "a = {context.1x}",
                "a = {context.x",
                "a = context.x}",
                "a = {user.x}",
                "a = '{context.x}'",
                "a = 'no end",
                "a = \"no end",
                "a = 1; DROP TABLE x",
                "a = 1 -- AND b = 2",
                "a = 1 /* AND b = 2 */",
                "a = ?",
                "a = $1",
                "a = $$x$$"
            })
    void malformedPredicateIsRefused(String predicate) {
        assertThatThrownBy(() -> FilterTemplate.parse(predicate))
                .isInstanceOfSatisfying(
                        ColonnadeException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_CONFIGURATION))
                .hasMessageStartingWith("Invalid filter: ");
    }
}

package io.colonnade.query.parse.syntax;

import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Keeps one statement to one of the two spellings of a parameter, {@code ?} or {@code $1}. One per parse. */
public final class ParameterStyle {
    /** As many as PostgreSQL's protocol can carry. */
    private static final int MOST = 65_535;

    private boolean positional;
    private boolean numbered;

    /** Notes a {@code ?}. */
    public void positional(SqlParserPos place) {
        positional = true;
        check(place);
    }

    /** Makes the parameter that {@code $n} stands for. */
    public SqlDynamicParam numbered(String image, SqlParserPos place) {
        numbered = true;
        check(place);
        String digits = image.substring(1);
        int number = digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (number < 1 || number > MOST) {
            throw SyntaxProblem.at(
                    place, "Invalid parameter: " + image + " (the number must be between 1 and " + MOST + ")");
        }
        return new SqlDynamicParam(number - 1, place);
    }

    private void check(SqlParserPos place) {
        if (positional && numbered) {
            throw SyntaxProblem.at(
                    place,
                    "Cannot parse the statement: it mixes '?' and '$1' parameters; use one of the two throughout");
        }
    }
}

package io.colonnade.query.parse.syntax;

import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Literals of a type and a text, such as {@code date '2020-01-01'}. Stateless. */
public final class TypedTexts {
    /** Calcite refuses years beyond 9999 or before 1 or drops a digit of them, and cuts a fraction that PostgreSQL rounds. */
    private static final Pattern BEYOND_CALCITE =
            Pattern.compile("\\s*(?:\\d{5,}-.*|.*\\bBC|-?infinity|.*\\.\\d{7,}.*)\\s*", Pattern.CASE_INSENSITIVE);

    /** No date is longer. What is, PostgreSQL may refuse: the expression would take the square of its length. */
    private static final int LONGEST = 100;

    private TypedTexts() {}

    /** Returns the literal, or a cast of its text where only PostgreSQL can read it. */
    public static SqlNode of(SqlUnknownLiteral literal) {
        return switch (literal.tag) {
            case "TIMESTAMP WITH TIME ZONE" -> cast(literal, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
            case "DATE", "TIME", "TIMESTAMP" ->
                literal.getValue().length() > LONGEST
                                || BEYOND_CALCITE.matcher(literal.getValue()).matches()
                        ? cast(literal, SqlTypeName.valueOf(literal.tag))
                        : literal;
            default -> literal;
        };
    }

    private static SqlNode cast(SqlUnknownLiteral literal, SqlTypeName type) {
        SqlParserPos place = literal.getParserPosition();
        SqlNode text = SqlLiteral.createCharString(literal.getValue(), place);
        return SqlStdOperatorTable.CAST.createCall(place, text, TypeSyntax.time(type, place));
    }
}

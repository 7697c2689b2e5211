package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.query.parse.generated.ColonnadeSqlParserImpl;
import io.colonnade.query.request.QueryRequest;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Turns what a door hands in into a syntax tree, and refuses everything that is not a read. Stateless; thread-safe. */
public final class QueryParser {
    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withParserFactory(ColonnadeSqlParserImpl.FACTORY)
            .withConformance(SqlConformanceEnum.BABEL)
            .withUnquotedCasing(Casing.TO_LOWER)
            .withQuotedCasing(Casing.UNCHANGED)
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withCaseSensitive(true);

    /**
     * Parses one statement.
     *
     * @throws ColonnadeException if the text is not one statement that reads
     */
    public ParsedQuery parse(QueryRequest request) {
        if (request instanceof QueryRequest.Sql sql) {
            return parse(sql);
        }
        throw new IllegalStateException("a request of an unknown kind");
    }

    private static ParsedQuery parse(QueryRequest.Sql sql) {
        SqlNode statement = tree(sql.text());
        ParsedQuery.Kind kind = ParsedQuery.Kind.QUERY;
        if (statement instanceof SqlExplain explain) {
            statement = explain.getExplicandum();
            kind = ParsedQuery.Kind.EXPLAIN_PLAN;
        }
        if (!statement.isA(SqlKind.QUERY)) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.READ_ONLY_TRANSACTION,
                    "Cannot run the statement: Colonnade only reads; send a SELECT");
        }
        return new ParsedQuery(kind, statement, parameterCount(statement), sql.text(), sql.defaultSchema());
    }

    private static SqlNode tree(String text) {
        try {
            return SqlParser.create(text, CONFIG).parseStmt();
        } catch (SqlParseException e) {
            throw SyntaxErrors.of(e);
        }
    }

    private static int parameterCount(SqlNode statement) {
        int[] highest = {0};
        statement.accept(new SqlBasicVisitor<Void>() {
            @Override
            @SuppressWarnings("NullAway")
            public Void visit(SqlDynamicParam parameter) {
                highest[0] = Math.max(highest[0], parameter.getIndex() + 1);
                return null;
            }
        });
        return highest[0];
    }
}

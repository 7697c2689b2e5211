package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.query.parse.generated.ColonnadeSqlParserImpl;
import io.colonnade.query.parse.selection.ColumnFacts;
import io.colonnade.query.parse.selection.SelectionTree;
import io.colonnade.query.parse.syntax.ExplainPolicy;
import io.colonnade.query.request.Command;
import io.colonnade.query.request.QueryLimits;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.request.Selection;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;

/** Turns what a door hands in into a syntax tree, and refuses everything that is not a read. Stateless; thread-safe. */
public final class QueryParser {
    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withParserFactory(ColonnadeSqlParserImpl.FACTORY)
            .withConformance(new PostgresConformance())
            .withUnquotedCasing(Casing.TO_LOWER)
            .withQuotedCasing(Casing.UNCHANGED)
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withCaseSensitive(true);

    private final QueryLimits limits;

    /** Creates a parser with the standard limits. */
    public QueryParser() {
        this(QueryLimits.STANDARD);
    }

    /** Creates a parser. */
    public QueryParser(QueryLimits limits) {
        this.limits = limits;
    }

    /**
     * Parses what a door hands in.
     *
     * @param facts what the caller's catalogue says of columns
     * @throws ColonnadeException if it is not one statement that reads
     */
    public ParsedQuery parse(QueryRequest request, ColumnFacts facts) {
        if (request instanceof QueryRequest.Sql sql) {
            return parse(sql);
        }
        if (request instanceof Selection selection) {
            return parse(selection, facts);
        }
        throw new IllegalStateException("a request of an unknown kind");
    }

    private ParsedQuery parse(Selection selection, ColumnFacts facts) {
        SelectionTree tree = SelectionTree.of(selection, facts);
        check(tree.query());
        return new ParsedQuery(ParsedQuery.Kind.QUERY, tree.query(), null, tree.origins());
    }

    private void check(SqlNode query) {
        NestingLimit.check(query, limits);
        ComplexityLimit.check(query, limits);
    }

    /**
     * Parses one expression, such as a row filter.
     *
     * @throws ColonnadeException if the text is anything else
     */
    public SqlNode parseExpression(String text) {
        NestingLimit.check(text);
        try {
            SqlNode expression = SqlParser.create(text, CONFIG).parseExpression();
            return Objects.requireNonNull(expression.accept(new StandardTree(text)));
        } catch (SqlParseException e) {
            throw SyntaxErrors.of(text, e);
        } catch (StackOverflowError e) {
            throw NestingLimit.tooDeep();
        }
    }

    /**
     * Parses one statement.
     *
     * @throws ColonnadeException if the text is not one statement that reads
     */
    public ParsedQuery parse(QueryRequest.Sql sql) {
        NestingLimit.check(sql.text());
        SqlNode statement = tree(sql.text());
        Commands.refuse(statement);
        SqlNode query = statement instanceof SqlExplain explain ? explain.getExplicandum() : statement;
        check(query);
        ReadOnly.check(query);
        SqlNode standard = Objects.requireNonNull(query.accept(new StandardTree(sql.text())));
        return new ParsedQuery(kind(statement), standard, sql.defaultSchema(), null);
    }

    /**
     * Parses a statement that may be a command.
     *
     * @return nothing if it is none, also if it is nothing that can be parsed
     * @throws ColonnadeException if it begins as a command and does not go on as one
     */
    public Optional<Command> command(QueryRequest.Sql sql) {
        if (!Commands.WORDS.contains(new SourceText(sql.text()).firstWord())) {
            return Optional.empty();
        }
        NestingLimit.check(sql.text());
        return new Commands(sql).of(tree(sql.text()));
    }

    private static ParsedQuery.Kind kind(SqlNode statement) {
        if (statement instanceof ExplainPolicy) {
            return ParsedQuery.Kind.EXPLAIN_POLICY;
        }
        return statement instanceof SqlExplain ? ParsedQuery.Kind.EXPLAIN_PLAN : ParsedQuery.Kind.QUERY;
    }

    private static SqlNode tree(String text) {
        try {
            return SqlParser.create(text, CONFIG).parseStmt();
        } catch (SqlParseException e) {
            throw SyntaxErrors.of(text, e);
        } catch (StackOverflowError e) {
            throw NestingLimit.tooDeep();
        }
    }
}

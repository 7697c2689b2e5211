package io.colonnade.query.parse;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.error.TextPosition;
import io.colonnade.query.parse.syntax.CopyStatement;
import io.colonnade.query.parse.syntax.ExportStatement;
import io.colonnade.query.parse.syntax.ShowExportsStatement;
import io.colonnade.query.request.Command;
import io.colonnade.query.request.Copy;
import io.colonnade.query.request.ExportOrder;
import io.colonnade.query.request.QueryRequest;
import io.colonnade.query.request.ShowExports;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What of a statement's tree is a command, as words that need no tree. */
record Commands(QueryRequest.Sql sql) {
    /** The words that a command may begin with; a question may begin with the first of them. */
    static final Set<String> WORDS = Set.of("explain", "copy", "approve", "reject", "cancel", "show");

    Optional<Command> of(SqlNode statement) {
        SqlNode inner = inside(statement);
        if (inner instanceof CopyStatement copy) {
            return Optional.of(copy(copy, statement != inner));
        }
        if (inner instanceof ExportStatement order) {
            return Optional.of(new ExportOrder(order.verb(), text(order.id())));
        }
        return inner instanceof ShowExportsStatement show
                ? Optional.of(new ShowExports(show.id() == null ? null : text(show.id())))
                : Optional.empty();
    }

    /** Refuses a command where a question is expected. */
    static void refuse(SqlNode statement) {
        SqlNode inner = inside(statement);
        if (inner instanceof CopyStatement
                || inner instanceof ExportStatement
                || inner instanceof ShowExportsStatement) {
            throw ColonnadeException.of(
                            ErrorKind.INVALID_ARGUMENT,
                            SqlState.READ_ONLY_TRANSACTION,
                            "Cannot read rows of the statement: it is a command; send it as an update, as executeUpdate does")
                    .at(start(inner.getParserPosition()));
        }
    }

    private static SqlNode inside(SqlNode statement) {
        return statement instanceof SqlExplain explain ? explain.getExplicandum() : statement;
    }

    private Copy copy(CopyStatement copy, boolean explained) {
        return new Copy(
                what(copy),
                text(copy.destination()),
                start(copy.destination().getParserPosition()),
                copy.options().stream().map(Commands::option).toList(),
                explained);
    }

    private Copy.What what(CopyStatement copy) {
        SqlParserPos place = copy.whatPlace();
        return switch (copy.what()) {
            case QUERY -> new Copy.Answer(new QueryRequest.Sql(alone(place), sql.defaultSchema()));
            case BATCH -> new Copy.WholeBatch(copy.name().names, start(place));
            case PROJECTION -> new Copy.WholeProjection(copy.name().getSimple(), start(place));
        };
    }

    /** Returns the text with blanks for all but what is between two brackets. */
    private String alone(SqlParserPos place) {
        SourceText source = new SourceText(sql.text());
        int from = source.offset(start(place)) + 1;
        int to = source.offset(new TextPosition(place.getEndLineNum(), place.getEndColumnNum()));
        return sql.text().substring(0, from).replaceAll("[^\r\n]", " ")
                + sql.text().substring(from, to);
    }

    private static Copy.Option option(CopyStatement.Option option) {
        return new Copy.Option(
                option.name().getSimple(),
                values(option.value()),
                start(option.name().getParserPosition()));
    }

    private static List<String> values(@Nullable SqlNode value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof SqlNodeList list
                ? list.getList().stream().map(Commands::text).toList()
                : List.of(text(value));
    }

    private static String text(@Nullable SqlNode node) {
        if (node instanceof SqlIdentifier name) {
            return name.getSimple();
        }
        SqlLiteral literal = SqlLiteral.unchain(Objects.requireNonNull(node));
        String value = literal.toValue();
        if (value == null) {
            throw ColonnadeException.of(
                            ErrorKind.INVALID_ARGUMENT,
                            SqlState.SYNTAX_ERROR,
                            "Cannot parse the statement: NULL is no value of an option")
                    .at(start(literal.getParserPosition()));
        }
        return value;
    }

    private static TextPosition start(SqlParserPos place) {
        return new TextPosition(place.getLineNum(), place.getColumnNum());
    }
}

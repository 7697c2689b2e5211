package io.colonnade.query.parse.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code COPY … TO 'uri' (…)} as the grammar reads it. */
public final class CopyStatement extends SqlCall {
    private static final SqlOperator COPY = new SqlSpecialOperator("COPY", SqlKind.OTHER_DDL);

    /** What is copied. */
    public enum Kind {
        QUERY,
        BATCH,
        PROJECTION
    }

    /**
     * An option.
     *
     * @param value a literal, a name, or a list of names; null if the option is a word alone
     */
    public record Option(SqlIdentifier name, @Nullable SqlNode value) {}

    private final Kind kind;
    private final SqlNode what;
    private final SqlParserPos whatPlace;
    private final List<Option> options = new ArrayList<>();
    private @Nullable SqlNode destination;

    private CopyStatement(Kind kind, SqlNode what, SqlParserPos whatPlace) {
        super(whatPlace);
        this.kind = kind;
        this.what = what;
        this.whatPlace = whatPlace;
    }

    /** Copies what a query answers, whose text is at a place. */
    public static CopyStatement query(SqlNode query, SqlParserPos place) {
        return new CopyStatement(Kind.QUERY, query, place);
    }

    /** Copies a batch. */
    public static CopyStatement batch(SqlIdentifier name) {
        return new CopyStatement(Kind.BATCH, name, name.getParserPosition());
    }

    /** Copies a projection. */
    public static CopyStatement projection(SqlIdentifier name) {
        return new CopyStatement(Kind.PROJECTION, name, name.getParserPosition());
    }

    /** Says where to. */
    public void to(SqlNode uri) {
        destination = uri;
    }

    /** Adds an option. */
    public void add(SqlIdentifier name, @Nullable SqlNode value) {
        options.add(new Option(name, value));
    }

    /** Returns what is copied. */
    public Kind what() {
        return kind;
    }

    /** Returns the name of what is copied, if it is no query. */
    public SqlIdentifier name() {
        return (SqlIdentifier) what;
    }

    /** Returns where the text of the query, or the name, stands. */
    public SqlParserPos whatPlace() {
        return whatPlace;
    }

    /** Returns the literal that says where to. */
    public SqlNode destination() {
        return Objects.requireNonNull(destination);
    }

    /** Returns the options as they were written. */
    public List<Option> options() {
        return options;
    }

    @Override
    public SqlOperator getOperator() {
        return COPY;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return List.of(what);
    }
}

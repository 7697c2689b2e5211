package io.colonnade.query.parse.syntax;

import io.colonnade.query.request.ExportOrder.Verb;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code APPROVE EXPORT 'id'} and the like, as the grammar reads them. */
public final class ExportStatement extends SqlCall {
    private static final SqlOperator EXPORT = new SqlSpecialOperator("EXPORT", SqlKind.OTHER_DDL);

    private final Verb verb;
    private final SqlNode id;

    /** Marks a statement as read by the grammar. */
    public ExportStatement(Verb verb, SqlNode id, SqlParserPos place) {
        super(place);
        this.verb = verb;
        this.id = id;
    }

    /** Returns what to do. */
    public Verb verb() {
        return verb;
    }

    /** Returns the literal that names the export. */
    public SqlNode id() {
        return id;
    }

    @Override
    public SqlOperator getOperator() {
        return EXPORT;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return List.of(id);
    }
}

package io.colonnade.query.parse.syntax;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** {@code SHOW EXPORTS} and {@code SHOW EXPORT 'id'}, as the grammar reads them. */
public final class ShowExportsStatement extends SqlCall {
    private static final SqlOperator SHOW = new SqlSpecialOperator("SHOW EXPORTS", SqlKind.OTHER_DDL);

    private final @Nullable SqlNode id;

    /** Marks a statement as read by the grammar. */
    public ShowExportsStatement(@Nullable SqlNode id, SqlParserPos place) {
        super(place);
        this.id = id;
    }

    /** Returns the literal that names the one export that is asked for; null for all of them. */
    public @Nullable SqlNode id() {
        return id;
    }

    @Override
    public SqlOperator getOperator() {
        return SHOW;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return id == null ? List.of() : List.of(id);
    }
}

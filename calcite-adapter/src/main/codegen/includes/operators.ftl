<#-- PostgreSQL's "::" binds tighter than every other operator, so it wraps the operand that has just been read. -->
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
        s.clear().add(this);
    }
    (
        LOOKAHEAD({ getToken(1).kind == INTERVAL })
        <INTERVAL> {
            CastSyntax.infixInterval(list, s.end(this));
        }
    |
        type = DataType() {
            CastSyntax.infix(list, type, s.end(this));
        }
    )
}

<#-- "->" is Calcite's lambda token. -->
void JsonGet(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlOperator op;
}
{
    (
        <LAMBDA> { op = JsonOperators.JSON_GET; }
    |
        <JSON_GET_TEXT> { op = JsonOperators.JSON_GET_TEXT; }
    )
    {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(op, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

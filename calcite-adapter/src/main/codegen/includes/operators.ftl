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

<#-- PostgreSQL reads "x AT TIME ZONE z" as timezone(z, x); it binds tighter than every binary operator. -->
void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlNode zone;
}
{
    <AT> {
        checkNonQueryExpression(exprContext);
        s.clear().add(this);
    }
    <TIME> <ZONE> zone = Expression3(ExprContext.ACCEPT_SUB_QUERY) {
        final SqlNode instant = CastSyntax.takeOperand(list);
        list.add(
            createCall(new SqlIdentifier("timezone", s.pos()), s.end(this),
                SqlFunctionCategory.USER_DEFINED_FUNCTION, null, ImmutableList.of(zone, instant)));
    }
}

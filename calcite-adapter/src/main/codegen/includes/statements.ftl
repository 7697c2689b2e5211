<#-- EXPLAIN [PLAN FOR | POLICY FOR] query. What writes is parsed too, so that it is refused for what it is. -->
SqlNode ExplainStatement() :
{
    final SqlNode statement;
    final Span s;
    boolean policy = false;
}
{
    <EXPLAIN> { s = span(); }
    [
        LOOKAHEAD(2)
        <PLAN> <FOR>
    |
        LOOKAHEAD(2)
        <POLICY> <FOR> { policy = true; }
    ]
    (
        LOOKAHEAD(<COPY>)
        statement = CopyStatement()
    |
        statement = SqlQueryOrDml()
    )
    {
        return policy ? ExplainPolicy.of(statement, s.end(this)) : ExplainPolicy.plan(statement, s.end(this));
    }
}

<#-- COPY (query) | batch | PROJECTION name TO 'uri' [[WITH] (option [value], ...)] -->
SqlNode CopyStatement() :
{
    final SqlParserPos open;
    final SqlNode query;
    SqlIdentifier name;
    final SqlNode destination;
    final CopyStatement copy;
}
{
    <COPY>
    (
        <LPAREN> { open = getPos(); }
        query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
        <RPAREN> { copy = CopyStatement.query(query, open.plus(getPos())); }
    |
        LOOKAHEAD(<PROJECTION> SimpleIdentifier())
        <PROJECTION> name = SimpleIdentifier() { copy = CopyStatement.projection(name); }
    |
        name = CompoundTableIdentifier() { copy = CopyStatement.batch(name); }
    )
    <TO>
    destination = StringLiteral() { copy.to(destination); }
    [
        [ <WITH> ]
        <LPAREN>
        CopyOption(copy)
        ( <COMMA> CopyOption(copy) )*
        <RPAREN>
    ]
    {
        return copy;
    }
}

void CopyOption(CopyStatement copy) :
{
    final SqlIdentifier name;
    SqlNode value = null;
}
{
    name = SimpleIdentifier()
    [
        value = StringLiteral()
    |
        value = NumericLiteral()
    |
        value = SpecialLiteral()
    |
        value = SimpleIdentifier()
    |
        value = ParenthesizedSimpleIdentifierList()
    ]
    {
        copy.add(name, value);
    }
}

<#-- SHOW EXPORTS | EXPORT 'id' -->
SqlNode ShowExportsStatement() :
{
    final Span s;
    SqlNode id = null;
}
{
    <SHOW> { s = span(); }
    (
        <EXPORTS>
    |
        <EXPORT> id = StringLiteral()
    )
    {
        return new ShowExportsStatement(id, s.end(this));
    }
}

<#-- APPROVE | REJECT | CANCEL EXPORT 'id' -->
SqlNode ExportStatement() :
{
    final Span s;
    final ExportOrder.Verb verb;
    final SqlNode id;
}
{
    (
        <APPROVE> { s = span(); verb = ExportOrder.Verb.APPROVE; }
    |
        <REJECT> { s = span(); verb = ExportOrder.Verb.REJECT; }
    |
        <CANCEL> { s = span(); verb = ExportOrder.Verb.CANCEL; }
    )
    <EXPORT>
    id = StringLiteral() {
        return new ExportStatement(verb, id, s.end(this));
    }
}

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
    statement = SqlQueryOrDml() {
        return policy ? ExplainPolicy.of(statement, s.end(this)) : ExplainPolicy.plan(statement, s.end(this));
    }
}

<#-- The length or precision behind a type's name that is no keyword. -->
SqlTypeNameSpec NamedType(SqlIdentifier name) :
{
    int first = -1;
    int second = -1;
}
{
    [
        <LPAREN> first = UnsignedIntLiteral() [ <COMMA> second = UnsignedIntLiteral() ] <RPAREN>
    ]
    {
        return TypeSyntax.named(name, first, second, Span.of(name).end(this));
    }
}

<#-- timestamptz '2020-01-01': a cast in another spelling. -->
SqlNode TypedLiteral() :
{
    final SqlDataTypeSpec type;
    final SqlNode text;
}
{
    type = DataType()
    text = StringLiteral() {
        return CastSyntax.typed(text, type, Span.of(type).end(this));
    }
}

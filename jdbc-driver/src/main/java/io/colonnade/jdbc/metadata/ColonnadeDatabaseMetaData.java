package io.colonnade.jdbc.metadata;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a tool learns of the server: names and lists from GetSqlInfo, tables from {@link CatalogQueries}, keys from {@link KeyQueries}, the
 * rest from the classes below this one. As safe for threads as its connection.
 */
public final class ColonnadeDatabaseMetaData extends EmptyAnswers {
    private final MetadataConnection connection;
    private final CatalogQueries catalog;
    private final KeyQueries keys;
    private final FunctionLists functions;

    /** Creates the metadata of a connection. */
    public ColonnadeDatabaseMetaData(MetadataConnection connection) {
        this.connection = connection;
        this.catalog = new CatalogQueries(connection);
        this.keys = new KeyQueries(connection);
        this.functions = new FunctionLists(connection);
    }

    private String text(SqlInfo info, String otherwise) throws SQLException {
        return connection.serverInfo().text(info, otherwise);
    }

    private String list(SqlInfo info) throws SQLException {
        return connection.serverInfo().list(info);
    }

    @Override
    public String getDatabaseProductName() throws SQLException {
        return text(SqlInfo.FLIGHT_SQL_SERVER_NAME, "Colonnade");
    }

    @Override
    public String getDatabaseProductVersion() throws SQLException {
        return text(SqlInfo.FLIGHT_SQL_SERVER_VERSION, "unknown");
    }

    @Override
    public int getDatabaseMajorVersion() throws SQLException {
        return versionPart(0);
    }

    @Override
    public int getDatabaseMinorVersion() throws SQLException {
        return versionPart(1);
    }

    private int versionPart(int index) throws SQLException {
        String[] parts = getDatabaseProductVersion().split("[.-]");
        return index < parts.length && parts[index].matches("\\d{1,9}") ? Integer.parseInt(parts[index]) : 0;
    }

    @Override
    public String getDriverName() {
        return "Colonnade JDBC driver";
    }

    @Override
    public String getDriverVersion() {
        return DriverVersion.TEXT;
    }

    @Override
    public int getDriverMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getDriverMinorVersion() {
        return DriverVersion.MINOR;
    }

    @Override
    public int getJDBCMajorVersion() {
        return 4;
    }

    @Override
    public int getJDBCMinorVersion() {
        return 3;
    }

    @Override
    public String getURL() {
        return connection.settings().publicUrl();
    }

    /** Empty for who logged in by other means than a name: tools that ask do not expect null. */
    @Override
    public String getUserName() {
        return connection.settings().user().orElse("");
    }

    @Override
    public String getIdentifierQuoteString() throws SQLException {
        return text(SqlInfo.SQL_IDENTIFIER_QUOTE_CHAR, "\"");
    }

    @Override
    int limit(SqlInfo info) throws SQLException {
        return connection.serverInfo().number(info);
    }

    @Override
    public String getSQLKeywords() throws SQLException {
        return list(SqlInfo.SQL_KEYWORDS);
    }

    @Override
    public String getNumericFunctions() throws SQLException {
        return functions.of(SqlInfo.SQL_NUMERIC_FUNCTIONS);
    }

    @Override
    public String getStringFunctions() throws SQLException {
        return functions.of(SqlInfo.SQL_STRING_FUNCTIONS);
    }

    @Override
    public String getSystemFunctions() throws SQLException {
        return functions.of(SqlInfo.SQL_SYSTEM_FUNCTIONS);
    }

    @Override
    public String getTimeDateFunctions() throws SQLException {
        return functions.of(SqlInfo.SQL_DATETIME_FUNCTIONS);
    }

    @Override
    public String getSearchStringEscape() throws SQLException {
        return text(SqlInfo.SQL_SEARCH_STRING_ESCAPE, "\\");
    }

    @Override
    public String getExtraNameCharacters() throws SQLException {
        return text(SqlInfo.SQL_EXTRA_NAME_CHARACTERS, "");
    }

    @Override
    public String getSchemaTerm() throws SQLException {
        return text(SqlInfo.SQL_SCHEMA_TERM, "projection");
    }

    @Override
    public String getProcedureTerm() throws SQLException {
        return text(SqlInfo.SQL_PROCEDURE_TERM, "procedure");
    }

    @Override
    public String getCatalogTerm() throws SQLException {
        return text(SqlInfo.SQL_CATALOG_TERM, "catalog");
    }

    @Override
    public String getCatalogSeparator() {
        return ".";
    }

    @Override
    public boolean supportsTransactions() throws SQLException {
        return connection.serverInfo().hasTransactions();
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int level) {
        return level == Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public int getDefaultTransactionIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public boolean supportsResultSetType(int type) {
        return type == ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.CLOSE_CURSORS_AT_COMMIT;
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.CLOSE_CURSORS_AT_COMMIT;
    }

    @Override
    public int getSQLStateType() {
        return sqlStateSQL;
    }

    @Override
    public RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return catalog.catalogs();
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return catalog.schemas(null, null);
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalogName, @Nullable String schemaPattern) throws SQLException {
        return catalog.schemas(catalogName, schemaPattern);
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return catalog.tableTypes();
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalogName,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            String @Nullable [] types)
            throws SQLException {
        return catalog.tables(catalogName, schemaPattern, tablePattern, types);
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalogName,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        return catalog.columns(catalogName, schemaPattern, tablePattern, columnPattern);
    }

    @Override
    public ResultSet getPrimaryKeys(@Nullable String catalogName, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return keys.primaryKeys(catalogName, schema, table);
    }

    @Override
    public ResultSet getImportedKeys(@Nullable String catalogName, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return keys.importedKeys(catalogName, schema, table);
    }

    @Override
    public ResultSet getExportedKeys(@Nullable String catalogName, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return keys.exportedKeys(catalogName, schema, table);
    }

    @Override
    public ResultSet getCrossReference(
            @Nullable String parentCatalog,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String foreignCatalog,
            @Nullable String foreignSchema,
            @Nullable String foreignTable)
            throws SQLException {
        return keys.crossReference(
                parentCatalog, parentSchema, parentTable, foreignCatalog, foreignSchema, foreignTable);
    }

    /** The columns of the key: Colonnade has nothing else that identifies a row, and those do at any time. */
    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalogName, @Nullable String schema, @Nullable String table, int scope, boolean nullable)
            throws SQLException {
        if (table == null) {
            // The rows of no table have one identity.
            return MetadataShape.ROW_IDENTIFIER.empty();
        }
        return catalog.rowIdentifier(catalogName, schema, table, keys.key(catalogName, schema, table));
    }

    @Override
    public ResultSet getFunctions(
            @Nullable String catalogName, @Nullable String schemaPattern, @Nullable String namePattern)
            throws SQLException {
        return functions.list(catalogName, schemaPattern, namePattern);
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return catalog.typeInfo();
    }

    @Override
    public ResultSet getClientInfoProperties() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new @Nullable Object[] {"ApplicationName", 64, "", "A name for the program that is connected"});
        return MetadataShape.CLIENT_INFO.of(rows);
    }
}

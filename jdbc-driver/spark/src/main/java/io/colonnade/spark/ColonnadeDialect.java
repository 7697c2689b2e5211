package io.colonnade.spark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.execution.datasources.jdbc.JdbcOptionsInWrite;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Option;
import scala.Some;

/**
 * Tells Spark's JDBC source how Colonnade's types, values and SQL differ from what it assumes. Spark 4 finds it by itself
 * when its jar is on the class path; on Spark 3.5 a program calls {@link #register()} once, or a setting names {@link
 * ColonnadeExtension}. It has no state, so Spark may
 * copy it to wherever it reads, and any thread may ask it.
 */
public final class ColonnadeDialect extends JdbcDialect {
    private static final long serialVersionUID = 1;
    private static final String URL = "jdbc:colonnade:";
    private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "3F000");
    /** From here on the calendars that Spark and java.sql count by are one. */
    private static final Instant ONE_CALENDAR = Instant.parse("1900-01-01T00:00:00Z");

    /** For the service loader of Spark 4. */
    public ColonnadeDialect() {}

    /** Makes Spark 3.5 use this dialect for Colonnade's URLs; again and again changes nothing. */
    public static void register() {
        if (!(JdbcDialects.get(URL) instanceof ColonnadeDialect)) {
            JdbcDialects.registerDialect(new ColonnadeDialect());
        }
    }

    @Override
    public boolean canHandle(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith(URL);
    }

    @Override
    public Function1<Object, Connection> createConnectionFactory(JDBCOptions options) {
        return new RegisteringConnections(super.createConnectionFactory(options));
    }

    @Override
    public Option<DataType> getCatalystType(int sqlType, String typeName, int size, MetadataBuilder metadata) {
        return Option.apply(SparkTypes.of(sqlType, typeName, size, metadata.build()));
    }

    /**
     * Spark takes the fields that a Timestamp shows for what was meant, in a calendar without Julian days; the driver
     * gives the instant, which before 1582 shows other fields.
     */
    @Override
    public Timestamp convertJavaTimestampToTimestamp(Timestamp value) {
        Instant instant = value.toInstant();
        return instant.isBefore(ONE_CALENDAR)
                ? DateTimeUtils.toJavaTimestamp(DateTimeUtils.instantToMicros(instant))
                : value;
    }

    @Override
    public LocalDateTime convertJavaTimestampToTimestampNTZ(Timestamp value) {
        return value.toLocalDateTime();
    }

    @Override
    public Timestamp convertTimestampNTZToJavaTimestamp(LocalDateTime value) {
        return Timestamp.valueOf(value);
    }

    @Override
    public String quoteIdentifier(String name) {
        return PushedExpression.quoted(name);
    }

    @Override
    public Option<String> compileExpression(Expression expression) {
        return Option.apply(PushedExpression.sql(expression));
    }

    @Override
    public boolean supportsLimit() {
        return true;
    }

    @Override
    public boolean supportsOffset() {
        return true;
    }

    @Override
    public Option<Object> isCascadingTruncateTable() {
        return Some.apply(false);
    }

    @Override
    public String getTruncateQuery(String table, Option<Object> cascade) {
        throw readOnly("truncate");
    }

    @Override
    public void createTable(Statement statement, String table, String columns, JdbcOptionsInWrite options) {
        throw readOnly("create");
    }

    /**
     * Tells Spark, from 4.1 on, that a table is absent; what else goes wrong when a catalog looks for one is then shown.
     * No override, since older versions do not ask.
     */
    public boolean isObjectNotFoundException(SQLException failure) {
        return NO_SUCH_TABLE.contains(String.valueOf(failure.getSQLState()));
    }

    /** Spark shows nothing of a cause, so what the server said goes into the message. */
    @Override
    @SuppressWarnings("deprecation")
    public AnalysisException classifyException(String message, Throwable cause) {
        return super.classifyException(message + ": " + reason(cause), cause);
    }

    private static @Nullable String reason(Throwable cause) {
        return cause instanceof SQLException
                ? cause.getMessage() + " (SQLSTATE " + ((SQLException) cause).getSQLState() + ")"
                : cause.getMessage();
    }

    private static UnsupportedOperationException readOnly(String what) {
        return new UnsupportedOperationException("Cannot " + what
                + " a table: Colonnade only reads; write to a file format or to another database");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ColonnadeDialect;
    }

    @Override
    public int hashCode() {
        return ColonnadeDialect.class.hashCode();
    }
}

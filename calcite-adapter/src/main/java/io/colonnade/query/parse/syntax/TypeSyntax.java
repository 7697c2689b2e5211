package io.colonnade.query.parse.syntax;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.Suggestion;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAlienSystemTypeNameSpec;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** The names of types in casts, with PostgreSQL's meaning and defaults. Stateless. */
public final class TypeSyntax {
    private static final int MICROSECONDS = 6;
    private static final int MOST_DIGITS = 38;

    /** Names that are no keywords of the grammar. */
    private static final Map<String, SqlTypeName> NAMED = Map.ofEntries(
            Map.entry("text", SqlTypeName.VARCHAR),
            Map.entry("bpchar", SqlTypeName.CHAR),
            Map.entry("int2", SqlTypeName.SMALLINT),
            Map.entry("int4", SqlTypeName.INTEGER),
            Map.entry("int8", SqlTypeName.BIGINT),
            Map.entry("float4", SqlTypeName.REAL),
            Map.entry("float8", SqlTypeName.DOUBLE),
            Map.entry("bool", SqlTypeName.BOOLEAN),
            Map.entry("timestamptz", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
            Map.entry("json", SqlTypeName.VARIANT),
            Map.entry("jsonb", SqlTypeName.VARIANT),
            Map.entry("bytea", SqlTypeName.VARBINARY));

    /** Names of Calcite's that PostgreSQL has not. */
    private static final Set<SqlTypeName> FOREIGN = Set.of(
            SqlTypeName.TINYINT,
            SqlTypeName.UTINYINT,
            SqlTypeName.USMALLINT,
            SqlTypeName.UINTEGER,
            SqlTypeName.UBIGINT,
            SqlTypeName.ANY,
            SqlTypeName.GEOMETRY,
            SqlTypeName.VARIANT,
            SqlTypeName.BINARY,
            SqlTypeName.VARBINARY,
            SqlTypeName.TIME_TZ,
            SqlTypeName.TIME_WITH_LOCAL_TIME_ZONE);

    private static final Set<String> KEYWORDS = Set.of(
            "boolean",
            "smallint",
            "integer",
            "bigint",
            "real",
            "double precision",
            "numeric",
            "decimal",
            "varchar",
            "char",
            "date",
            "time",
            "timestamp",
            "uuid",
            "interval");

    private TypeSyntax() {}

    /** Makes a type of a name that the grammar knows. */
    public static SqlDataTypeSpec spec(SqlTypeNameSpec name, SqlParserPos place) {
        return new SqlDataTypeSpec(
                name instanceof SqlBasicTypeNameSpec basic && !(name instanceof SqlAlienSystemTypeNameSpec)
                        ? normal(basic, place)
                        : name,
                place);
    }

    /**
     * Makes a type of a name that is no keyword.
     *
     * @param length the number in parentheses behind the name, or negative
     * @param scale a second number there, or negative
     */
    public static SqlTypeNameSpec named(SqlIdentifier identifier, int length, int scale, SqlParserPos place) {
        String name = identifier.isSimple() ? identifier.getSimple() : identifier.toString();
        SqlTypeName type = NAMED.get(name);
        if (type == null) {
            throw unknown(name, place);
        }
        boolean lengthAllowed = type == SqlTypeName.CHAR || type == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
        if (scale >= 0 || (length >= 0 && !lengthAllowed)) {
            throw SyntaxProblem.at(place, "Invalid type: " + name + " takes no length or precision");
        }
        return switch (type) {
            case CHAR -> throw padded(place);
            case VARIANT, VARBINARY -> new SqlAlienSystemTypeNameSpec(name, type, place);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> instant(length, place);
            default -> new SqlBasicTypeNameSpec(type, length, place);
        };
    }

    /** Returns whether a word is a type's name, though no keyword of the grammar. */
    public static boolean isName(String word) {
        return NAMED.containsKey(word.toLowerCase(Locale.ROOT));
    }

    static boolean isNumeric(SqlDataTypeSpec type) {
        return type.getTypeNameSpec().getTypeName().isSimple()
                && type.getTypeNameSpec().getTypeName().getSimple().equals(SqlTypeName.DECIMAL.name());
    }

    /** Returns a date's or a time's type with all of its digits. */
    static SqlDataTypeSpec time(SqlTypeName type, SqlParserPos place) {
        SqlTypeNameSpec name =
                type == SqlTypeName.DATE ? new SqlBasicTypeNameSpec(type, place) : fractional(type, -1, place);
        return new SqlDataTypeSpec(name, place);
    }

    private static SqlTypeNameSpec instant(int precision, SqlParserPos place) {
        return fractional(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision, place);
    }

    private static SqlTypeNameSpec normal(SqlBasicTypeNameSpec basic, SqlParserPos place) {
        SqlTypeName type = SqlTypeName.valueOf(basic.getTypeName().getSimple());
        if (FOREIGN.contains(type)) {
            throw unknown(type.getName().toLowerCase(Locale.ROOT), place);
        }
        return switch (type) {
            case TIMESTAMP, TIME -> fractional(type, basic.getPrecision(), place);
            case TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> instant(basic.getPrecision(), place);
            case FLOAT -> new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, place);
            case DECIMAL -> numeric(basic, place);
            case CHAR -> throw padded(place);
            case VARCHAR -> characters(basic, place);
            default -> basic;
        };
    }

    private static SqlTypeNameSpec fractional(SqlTypeName type, int precision, SqlParserPos place) {
        if (precision > MICROSECONDS) {
            throw SyntaxProblem.at(
                    place, "Invalid precision: " + precision + " (times have at most " + MICROSECONDS + " digits)");
        }
        return new SqlBasicTypeNameSpec(type, precision < 0 ? MICROSECONDS : precision, place);
    }

    private static SqlTypeNameSpec numeric(SqlBasicTypeNameSpec numeric, SqlParserPos place) {
        int precision = numeric.getPrecision();
        if (precision == 0 || precision > MOST_DIGITS) {
            throw SyntaxProblem.at(
                    place,
                    "Invalid precision: numeric(" + precision + ") (Arrow carries 1 to " + MOST_DIGITS + " digits)");
        }
        boolean scaled = numeric.getScale() != RelDataType.SCALE_NOT_SPECIFIED;
        if (scaled && (numeric.getScale() < 0 || numeric.getScale() > precision)) {
            throw SyntaxProblem.at(
                    place,
                    "Invalid scale: " + numeric.getScale() + " (it must be between 0 and the precision, " + precision
                            + ")");
        }
        return numeric;
    }

    private static SqlTypeNameSpec characters(SqlBasicTypeNameSpec characters, SqlParserPos place) {
        if (characters.getCharSetName() != null) {
            throw SyntaxProblem.unsupported(place, "Invalid type: CHARACTER SET is not supported; all text is UTF-8");
        }
        if (characters.getPrecision() == 0) {
            throw SyntaxProblem.at(place, "Invalid length: 0 (a length must be at least 1)");
        }
        return characters;
    }

    /** Its blanks count in some places and not in others, which no Arrow type can say. */
    private static ColonnadeException padded(SqlParserPos place) {
        return SyntaxProblem.unsupported(
                place, "Cannot cast to char(n), which is padded with blanks: use text, varchar(n) or left(x, n)");
    }

    private static ColonnadeException unknown(String name, SqlParserPos place) {
        TreeSet<String> known = new TreeSet<>(NAMED.keySet());
        known.addAll(KEYWORDS);
        return SyntaxProblem.at(place, "Unknown type: " + name + Suggestion.hint(name, known));
    }
}

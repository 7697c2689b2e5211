package io.colonnade.contract;

import static java.util.Map.entry;

import io.colonnade.source.StatementDescription.DescribedColumn;
import io.colonnade.source.StatementDescription.Kind;
import io.colonnade.type.ColumnType;
import io.colonnade.type.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which types of PostgreSQL a contract may read as which of its own without loss, and with what cast. The names are
 * those of {@code pg_type.typname}.
 */
final class SourceTypes {
    private static final List<TypeName> TEXT = List.of(TypeName.STRING, TypeName.LARGE_STRING);

    /** What a database type may be read as; the first is what it is read as where the author does not say. */
    private static final Map<String, List<TypeName>> READABLE = Map.ofEntries(
            entry("bool", List.of(TypeName.BOOL)),
            entry("int2", List.of(TypeName.INT32, TypeName.INT64)),
            entry("int4", List.of(TypeName.INT32, TypeName.INT64)),
            entry("int8", List.of(TypeName.INT64)),
            entry("float4", List.of(TypeName.FLOAT32, TypeName.FLOAT64)),
            entry("float8", List.of(TypeName.FLOAT64)),
            entry("numeric", List.of(TypeName.DECIMAL)),
            entry("text", TEXT),
            entry("varchar", TEXT),
            entry("bpchar", TEXT),
            entry("name", TEXT),
            entry("citext", TEXT),
            entry("json", List.of(TypeName.JSON, TypeName.STRING, TypeName.LARGE_STRING)),
            entry("jsonb", List.of(TypeName.JSON, TypeName.STRING, TypeName.LARGE_STRING)),
            entry("uuid", List.of(TypeName.UUID, TypeName.STRING, TypeName.LARGE_STRING)),
            entry("bytea", List.of(TypeName.BINARY)),
            entry("date", List.of(TypeName.DATE)),
            entry("time", List.of(TypeName.TIME)),
            entry("timestamptz", List.of(TypeName.TIMESTAMP_UTC)));

    /** What an author may write under sql: instead of a type that is not read, by the column's own expression. */
    private static final Map<String, String> MENDS = Map.of(
            "timestamp", "%s AT TIME ZONE 'UTC'",
            "timetz", "(%s AT TIME ZONE 'UTC')::time",
            "interval", "extract(epoch FROM %s)::bigint",
            "money", "%s::numeric",
            "oid", "%s::bigint");

    private static final Set<String> HARMLESSLY_CAST = Set.of("bpchar", "name", "citext", "uuid", "float4");

    private SourceTypes() {}

    /** Whether and how a value can be read. */
    sealed interface Conversion {
        /**
         * It can.
         *
         * @param cast what follows the expression, such as {@code ::text}; mostly empty
         */
        record Reads(ColumnType type, String cast) implements Conversion {}

        /** It cannot. */
        record Refused(String why) implements Conversion {}
    }

    /**
     * Returns how a value of the source becomes one of the contract.
     *
     * @param wanted what the author declares; null if the source decides
     * @param expression the value as the author would write it, for suggestions
     */
    static Conversion convert(DescribedColumn described, @Nullable ColumnType wanted, String expression) {
        String type = described.databaseType();
        if (described.kind() == Kind.ENUM) {
            return choose(described, TEXT, wanted, expression);
        }
        if (isNested(described)) {
            return new Conversion.Refused("its database type " + type
                    + " is nested and a batch is flat; make it a batch of its own with a foreign key, or write sql: \"to_jsonb("
                    + expression + ")\" with type: json");
        }
        List<TypeName> readable = READABLE.get(type);
        if (readable == null || described.kind() == Kind.DOMAIN) {
            String mend = MENDS.getOrDefault(type, "%s::text").formatted(expression);
            String zone = type.equals("timestamp") ? " has no time zone" : " is not read as it is";
            return new Conversion.Refused("its database type " + type + zone + "; write sql: \"" + mend + "\"");
        }
        return choose(described, readable, wanted, expression);
    }

    /**
     * Returns whether the conversion of a value fails for none. Enumerations are looked up in a catalogue, and the text of
     * a JSON value can be longer than a text may be.
     */
    static boolean isHarmless(DescribedColumn described, Conversion.Reads conversion) {
        return conversion.cast().isEmpty()
                || described.kind() != Kind.ENUM && HARMLESSLY_CAST.contains(described.databaseType());
    }

    private static boolean isNested(DescribedColumn described) {
        return switch (described.kind()) {
            case ARRAY, COMPOSITE, RANGE -> true;
            case BASE, ENUM, DOMAIN, OTHER -> described.databaseType().equals("record");
        };
    }

    private static Conversion choose(
            DescribedColumn described, List<TypeName> readable, @Nullable ColumnType wanted, String expression) {
        ColumnType natural = natural(described, readable.get(0));
        if (wanted == null) {
            return new Conversion.Reads(natural, cast(described, natural));
        }
        if (!readable.contains(wanted.name())) {
            return new Conversion.Refused(
                    "its database type " + display(described) + " does not convert to it without loss;"
                            + " declare type: " + quoted(natural) + ", or convert it under sql: \"" + expression + "::"
                            + wanted.postgres() + "\"");
        }
        if (wanted.name() == TypeName.DECIMAL && losesDigits(described, wanted)) {
            return new Conversion.Refused("its database type " + display(described)
                    + " has digits that would be lost; declare type: " + quoted(natural));
        }
        return new Conversion.Reads(wanted, cast(described, wanted));
    }

    private static ColumnType natural(DescribedColumn described, TypeName name) {
        if (name != TypeName.DECIMAL) {
            return ColumnType.of(name);
        }
        if (described.precision() == 0) {
            return ColumnType.UNCONSTRAINED_NUMERIC;
        }
        int scale = Math.max(0, described.scale());
        int precision = Math.max(described.precision() - described.scale(), 0) + scale;
        return precision >= 1 && precision <= 76
                ? ColumnType.decimal(precision, scale)
                : ColumnType.UNCONSTRAINED_NUMERIC;
    }

    private static boolean losesDigits(DescribedColumn described, ColumnType wanted) {
        if (described.precision() == 0) {
            // Not constrained: the values decide, and the stream checks each of them.
            return false;
        }
        return wanted.scale() < described.scale()
                || wanted.precision() - wanted.scale() < described.precision() - described.scale();
    }

    private static String cast(DescribedColumn described, ColumnType wanted) {
        boolean text = TypeClasses.isText(wanted);
        if (described.kind() == Kind.ENUM) {
            return "::text";
        }
        return switch (described.databaseType()) {
            case "bpchar", "name", "citext" -> "::text";
            case "json", "jsonb", "uuid" -> text ? "::text" : "";
            case "float4" -> wanted.name() == TypeName.FLOAT64 ? "::float8" : "";
            default -> "";
        };
    }

    private static String display(DescribedColumn described) {
        return described.precision() == 0 || !described.databaseType().equals("numeric")
                ? described.databaseType()
                : "numeric(" + described.precision() + "," + described.scale() + ")";
    }

    private static String quoted(ColumnType type) {
        String text = type.toString();
        return text.contains(",") ? "'" + text + "'" : text;
    }
}

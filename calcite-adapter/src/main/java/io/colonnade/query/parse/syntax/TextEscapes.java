package io.colonnade.query.parse.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.NlsString;

/**
 * The escapes in {@code E'…'} and {@code U&'…'}, as PostgreSQL's manual has them (4.1.2.2 and 4.1.2.3). Calcite takes
 * {@code \xC3} for a character, though it is a byte, and knows no {@code \+01F600}. Stateless.
 */
public final class TextEscapes {
    private static final Pattern C_STYLE = Pattern.compile(
            "\\\\(?:(?<octal>[0-7]{1,3})|x(?<hex>[0-9a-fA-F]{1,2})|u(?<four>[0-9a-fA-F]{4})|U(?<eight>[0-9a-fA-F]{8})"
                    + "|(?<other>.))|''",
            Pattern.DOTALL);

    private TextEscapes() {}

    /** Reads a token such as {@code E'a\n'}. */
    public static SqlLiteral cStyle(String token, SqlParserPos place) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(bytes(token.substring(2, token.length() - 1), place));
            String value = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return SqlLiteral.createCharString(value, place);
        } catch (CharacterCodingException e) {
            throw SyntaxProblem.notText(place);
        }
    }

    private static byte[] bytes(String text, SqlParserPos place) throws CharacterCodingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder run = new StringBuilder();
        Matcher escape = C_STYLE.matcher(text);
        int end = 0;
        while (escape.find()) {
            run.append(text, end, escape.start());
            end = escape.end();
            if (escape.group("octal") != null || escape.group("hex") != null) {
                flush(run, bytes);
                bytes.write(byteOf(escape));
            } else {
                run.append(charactersOf(escape, place));
            }
        }
        flush(run.append(text, end, text.length()), bytes);
        return bytes.toByteArray();
    }

    private static int byteOf(Matcher escape) {
        return escape.group("octal") != null
                ? Integer.parseInt(escape.group("octal"), 8)
                : Integer.parseInt(escape.group("hex"), 16);
    }

    private static String charactersOf(Matcher escape, SqlParserPos place) {
        if (escape.group("four") != null) {
            return Character.toString((char) Integer.parseInt(escape.group("four"), 16));
        }
        if (escape.group("eight") != null) {
            return codePoint(escape.group("eight"), place);
        }
        return escape.group("other") == null
                ? "'"
                : switch (escape.group("other").charAt(0)) {
                    case 'b' -> "\b";
                    case 'f' -> "\f";
                    case 'n' -> "\n";
                    case 'r' -> "\r";
                    case 't' -> "\t";
                    case 'u', 'U' -> throw malformed(place);
                    default -> escape.group("other");
                };
    }

    private static void flush(StringBuilder run, ByteArrayOutputStream bytes) throws CharacterCodingException {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(run));
        bytes.write(encoded.array(), 0, encoded.limit());
        run.setLength(0);
    }

    /** Reads what stands in {@code U&'…'}; the escape character is 0 in other texts. */
    public static SqlLiteral unicode(SqlLiteral literal, char escape) {
        NlsString text = literal.getValueAs(NlsString.class);
        if (escape == 0 || text == null) {
            return literal;
        }
        String mark = Pattern.quote(Character.toString(escape));
        Matcher escaped = Pattern.compile(
                        mark + "(?:(?<self>" + mark + ")|\\+(?<six>[0-9a-fA-F]{6})|(?<four>[0-9a-fA-F]{4})|)")
                .matcher(text.getValue());
        SqlParserPos place = literal.getParserPosition();
        String value = escaped.replaceAll(found -> Matcher.quoteReplacement(unicode((Matcher) found, escape, place)));
        return SqlLiteral.createCharString(value, place);
    }

    private static String unicode(Matcher found, char escape, SqlParserPos place) {
        if (found.group("self") != null) {
            return Character.toString(escape);
        }
        if (found.group("six") != null) {
            return codePoint(found.group("six"), place);
        }
        if (found.group("four") == null) {
            throw malformed(place);
        }
        return Character.toString((char) Integer.parseInt(found.group("four"), 16));
    }

    private static String codePoint(String digits, SqlParserPos place) {
        long point = Long.parseLong(digits, 16);
        if (point > Character.MAX_CODE_POINT) {
            throw malformed(place);
        }
        return Character.toString((int) point);
    }

    private static RuntimeException malformed(SqlParserPos place) {
        return SyntaxProblem.at(
                place, "Invalid Unicode escape: write \\XXXX or \\+XXXXXX in U&'…', \\uXXXX or \\UXXXXXXXX in E'…'");
    }
}

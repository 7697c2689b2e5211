package io.colonnade.it.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case of {@code malformed-requests.txt}: a line {@code ### what is wrong}, the lines of the request's head, perhaps a body
 * behind an empty line, and behind another one the answer, {@code status SQLSTATE detail} (of GraphQL {@code status code message})
 * with the headers that it must have.
 * Host, credentials and length are added where the case does not name them; {@code no Host} leaves one out. {@code \xNN} is a
 * byte, and <code>{a*9}</code> nine times an a. A detail that ends in … goes on.
 *
 * @param name what is wrong
 * @param bytes the request
 * @param answer what status, SQLSTATE (or a dash) and detail are; of an error of GraphQL status, code and message
 * @param headers lines that the answer's head holds
 */
record MalformedRequest(String name, byte[] bytes, Pattern answer, List<String> headers) {
    private static final Pattern REPEATED = Pattern.compile("\\{([^{}]+?)\\*(\\d+)}");
    private static final Pattern BYTE = Pattern.compile("\\\\x(\\p{XDigit}{2})");
    private static final String EMPTY_LINE = "\n\n";

    static List<MalformedRequest> all() {
        try (InputStream in = MalformedRequest.class.getResourceAsStream("/http/malformed-requests.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^### "))
                    .skip(1)
                    .map(each -> parse(each.strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MalformedRequest parse(String text) {
        int title = text.indexOf('\n');
        int answer = text.lastIndexOf(EMPTY_LINE);
        String request = text.substring(title + 1, answer);
        int body = request.indexOf(EMPTY_LINE);
        List<String> head =
                (body < 0 ? request : request.substring(0, body)).lines().toList();
        byte[] content = bytes(body < 0 ? "" : request.substring(body + EMPTY_LINE.length()));
        List<String> expected = text.substring(answer).strip().lines().toList();
        return new MalformedRequest(
                text.substring(0, title),
                joined(bytes(head(head, content.length)), content),
                answer(expected.get(0)),
                expected.subList(1, expected.size()));
    }

    private static Pattern answer(String written) {
        boolean whole = !written.endsWith("…");
        String known = whole ? written : written.substring(0, written.length() - 1);
        return Pattern.compile(Pattern.quote(known) + (whole ? "" : ".*"));
    }

    private static String head(List<String> written, int length) {
        List<String> lines = new ArrayList<>(written);
        add(lines, "Host", "localhost");
        add(lines, "Authorization", HttpUser.withPassword("alice", "alice").authorization());
        if (length > 0 && lines.stream().noneMatch(line -> line.startsWith("Transfer-Encoding"))) {
            add(lines, "Content-Length", Integer.toString(length));
        }
        lines.removeIf(line -> line.startsWith("no "));
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static void add(List<String> lines, String header, String value) {
        if (lines.stream().noneMatch(line -> line.startsWith(header) || line.equals("no " + header))) {
            lines.add(header + ": " + value);
        }
    }

    /** Bytes are letters of ISO 8859-1 until everything is in its place. */
    private static byte[] bytes(String written) {
        String repeated = REPEATED.matcher(written)
                .replaceAll(each -> Matcher.quoteReplacement(each.group(1).repeat(Integer.parseInt(each.group(2)))));
        String letters = new String(repeated.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return BYTE.matcher(letters)
                .replaceAll(each ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(each.group(1), 16))))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] head, byte[] body) {
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    @Override
    public String toString() {
        return name;
    }
}

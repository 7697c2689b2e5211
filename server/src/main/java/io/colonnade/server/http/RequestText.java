package io.colonnade.server.http;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import io.colonnade.server.admission.Admission;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** The body of a request, which is a text in UTF-8 and no longer than statements may be. Stateless. */
final class RequestText {
    static final int LARGEST_CHARACTER = 4;
    private static final int LARGEST_BODY = 1 << 30;

    private RequestText() {}

    /**
     * Reads a body whole.
     *
     * @throws ColonnadeException INVALID_ARGUMENT if it is longer, no UTF-8, or breaks off
     */
    static String of(Request request, Admission admission) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            // Of a text that is too long, just enough is read to know it.
            long most = (long) admission.limits().longestSql() * LARGEST_CHARACTER;
            byte[] bytes = in.readNBytes(Math.toIntExact(Math.min(most, LARGEST_BODY) + 1));
            if (bytes.length > most) {
                admission.statement(bytes.length);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            admission.statement(text.length());
            return text;
        } catch (CharacterCodingException e) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT, SqlState.INVALID_PARAMETER, "Invalid statement: it is not UTF-8");
        } catch (IOException | BadMessageException e) {
            throw ColonnadeException.of(
                    ErrorKind.INVALID_ARGUMENT,
                    SqlState.INVALID_PARAMETER,
                    "Cannot read the statement: the request breaks off, or its chunks are malformed");
        }
    }
}

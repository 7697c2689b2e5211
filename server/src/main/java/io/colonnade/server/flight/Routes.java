package io.colonnade.server.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A table from the type of a Flight SQL message to what handles it. Filled once when the door is made; then read by any
 * thread.
 */
final class Routes<H> {
    private final String what;
    private final Map<String, Function<ByteString, H>> byType = new HashMap<>();

    /** Creates an empty table; {@code what} names its messages in refusals. */
    Routes(String what) {
        this.what = what;
    }

    /** Adds a row: messages of the prototype's type are handled by what the function makes of them. */
    <M extends Message> Routes<H> on(M prototype, Function<M, H> handler) {
        byType.put(prototype.getDescriptorForType().getFullName(), body -> handler.apply(parse(prototype, body)));
        return this;
    }

    /** Returns the handler of a packed message. */
    H route(byte[] packed) {
        Any message = unpack(packed);
        String url = message.getTypeUrl();
        Function<ByteString, H> handler = byType.get(url.substring(url.lastIndexOf('/') + 1));
        if (handler == null) {
            throw ColonnadeException.of(
                    ErrorKind.UNIMPLEMENTED,
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "Cannot serve the " + what + " " + shortened(url) + ": it is not supported");
        }
        return handler.apply(message.getValue());
    }

    private Any unpack(byte[] packed) {
        try {
            return Any.parseFrom(packed);
        } catch (InvalidProtocolBufferException e) {
            throw malformed();
        }
    }

    private <M extends Message> M parse(M prototype, ByteString body) {
        try {
            @SuppressWarnings("unchecked") // A message's parser makes messages of its own type.
            M message = (M) prototype.getParserForType().parseFrom(body);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw malformed();
        }
    }

    private ColonnadeException malformed() {
        return ColonnadeException.of(
                ErrorKind.INVALID_ARGUMENT,
                SqlState.INVALID_PARAMETER,
                "Invalid " + what + ": it is not a Flight SQL message");
    }

    private static String shortened(String url) {
        return url.length() <= 100 ? url : url.substring(0, 100);
    }
}

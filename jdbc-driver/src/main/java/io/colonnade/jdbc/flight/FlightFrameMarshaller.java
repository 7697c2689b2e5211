package io.colonnade.jdbc.flight;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads FlightData (Flight.proto) with one copy: from the transport into one array, of which header and body are then
 * views. Used for DoGet, where a message is a record batch of some megabytes.
 */
final class FlightFrameMarshaller implements MethodDescriptor.Marshaller<FlightFrame> {
    private static final int DATA_HEADER = 2;
    private static final int DATA_BODY = 1000;
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    @Override
    public InputStream stream(FlightFrame value) {
        throw new UnsupportedOperationException("frames are only read");
    }

    @Override
    public FlightFrame parse(InputStream stream) {
        try {
            return parse(readAll(stream));
        } catch (IOException e) {
            throw Status.INTERNAL
                    .withDescription("Cannot read the result: malformed FlightData")
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    private static byte[] readAll(InputStream stream) throws IOException {
        if (!(stream instanceof KnownLength)) {
            return stream.readAllBytes();
        }
        byte[] bytes = new byte[stream.available()];
        int read = stream.readNBytes(bytes, 0, bytes.length);
        if (read < bytes.length) {
            throw new IOException("message cut short");
        }
        return bytes;
    }

    private static FlightFrame parse(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        ByteBuffer header = EMPTY;
        ByteBuffer body = EMPTY;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case DATA_HEADER:
                    header = view(in, bytes);
                    break;
                case DATA_BODY:
                    body = view(in, bytes);
                    break;
                default:
                    in.skipField(tag);
            }
        }
        return new FlightFrame(header, body);
    }

    private static ByteBuffer view(CodedInputStream in, byte[] bytes) throws IOException {
        int length = in.readRawVarint32();
        int offset = in.getTotalBytesRead();
        in.skipRawBytes(length);
        return ByteBuffer.wrap(bytes, offset, length).slice();
    }
}

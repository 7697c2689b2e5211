package org.apache.arrow.flight;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.compression.CompressionCodec;

/**
 * Has the messages of a stream carry compressed bodies, which Arrow's format knows and Flight's Java library has no switch
 * for: it makes the unloader of a stream itself. This class stands in the library's package to replace that unloader, so that
 * a release which moves the field does not compile. Called by Colonnade's Flight door; stateless.
 */
public final class CompressedBodies {
    private CompressedBodies() {}

    /**
     * Compresses every batch from now on.
     *
     * @param started the listener of a stream, started with the root
     */
    public static void compress(OutboundStreamListener started, VectorSchemaRoot root, CompressionCodec codec) {
        if (!(started instanceof OutboundStreamListenerImpl)) {
            throw new IllegalStateException("a stream that Flight did not make: " + started.getClass());
        }
        ((OutboundStreamListenerImpl) started).unloader = new VectorUnloader(root, true, codec, true);
    }
}

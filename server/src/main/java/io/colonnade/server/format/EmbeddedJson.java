package io.colonnade.server.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * A JSON value where it stands, on one line. What says that it is JSON and is not, such as the text that a mask puts in its
 * place, is written as a string: it must not change what stands around it.
 */
final class EmbeddedJson implements CellWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .configure(JsonFactory.Feature.CHARSET_DETECTION, false)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final TextValues texts;
    private final JsonText asString;

    EmbeddedJson(TextValues texts) {
        this.texts = texts;
        this.asString = new JsonText(texts);
    }

    @Override
    public void write(int row, ByteSink out) throws IOException {
        texts.at(row);
        byte[] text = texts.piece(0, texts.length());
        if (!isOneValue(text)) {
            asString.write(row, out);
            return;
        }
        for (int i = 0; i < text.length; i++) {
            // Between two tokens only: within strings JSON allows none. A line break would end the row of NDJSON.
            if (text[i] >= 0 && text[i] < ' ') {
                text[i] = ' ';
            }
        }
        out.put(text);
    }

    private static boolean isOneValue(byte[] text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (text.length == 0 || text[0] < 0 || parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JsonParseException broken) {
            return false;
        }
    }
}

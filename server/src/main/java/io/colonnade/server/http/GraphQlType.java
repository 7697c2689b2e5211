package io.colonnade.server.http;

import io.colonnade.server.format.MediaType;
import io.colonnade.server.format.Offer;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** The media types of GraphQL's answers, and the status that errors have in each: GraphQL over HTTP says which. */
enum GraphQlType implements Offer {
    /** Older clients take everything that is not 200 for the word of somebody between them and the server. */
    JSON("application/json"),
    RESPONSE("application/graphql-response+json");

    private final MediaType mediaType;

    GraphQlType(String name) {
        this.mediaType = new MediaType(name, Map.of("charset", "utf-8"), Map.of());
    }

    @Override
    public List<MediaType> mediaTypes() {
        return List.of(mediaType);
    }

    @Override
    public Content content() {
        return Content.TEXT;
    }

    @Override
    public boolean isFile() {
        return false;
    }

    /** Returns what errors are written as, and objects; tables have no place for errors. */
    static GraphQlType of(Agreement<Offer> agreement) {
        return agreement.offer() instanceof GraphQlType type ? type : RESPONSE;
    }

    String contentType() {
        return mediaType.toString();
    }

    /** Returns the status of an answer without data. */
    int statusOf(int failure) {
        return this == RESPONSE ? failure : HttpStatus.OK_200;
    }
}

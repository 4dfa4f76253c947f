package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import java.util.function.Supplier;

/** An endpoint that answers with a text. */
public final class TextEndpoint implements Endpoint {

    private final Dialect dialect;
    private final String contentType;
    private final Supplier<String> text;

    public TextEndpoint(Dialect dialect, String contentType, Supplier<String> text) {
        this.dialect = dialect;
        this.contentType = contentType;
        this.text = text;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        Responses.text(request.exchange(), 200, contentType, text.get());
    }
}

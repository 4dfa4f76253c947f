package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.json.JsonValue;
import java.util.function.Function;

/** An endpoint that answers with JSON and calls no model. */
public final class JsonEndpoint implements Endpoint {

    private final Dialect dialect;
    private final Function<Request, Answer> answer;

    public JsonEndpoint(Dialect dialect, Function<Request, Answer> answer) {
        this.dialect = dialect;
        this.answer = answer;
    }

    /** A status and a value. */
    public record Answer(int status, JsonValue value) {

        /** An answer with status 200. */
        public static Answer ok(JsonValue value) {
            return new Answer(200, value);
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        Answer given = answer.apply(request);
        Responses.json(request.exchange(), given.status(), given.value());
    }
}

package dev.dragoman.dialect;

import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An operation beside conversations in a vendor's own form. Pure and thread-safe. */
@FunctionalInterface
public interface ServiceForm {

    /**
     * The request in the vendor's words.
     *
     * @throws dev.dragoman.error.BadRequestException naming the field, the value and what was expected
     */
    Written write(Asked asked);

    /** The same where these parameters are not taken. */
    default ServiceForm leaving(List<String> names) {
        return names.isEmpty()
                ? this
                : asked -> {
                    List<String> left = names.stream().filter(asked::has).toList();
                    Written rest = write(asked.without(left));
                    List<String> unsupported = new ArrayList<>(rest.unsupported());
                    unsupported.addAll(left);
                    return new Written(rest.bodies(), unsupported, rest.read());
                };
    }

    /**
     * A request in a vendor's words.
     *
     * @param bodies what to send, side by side when it takes several exchanges
     * @param unsupported parameters of the caller that the vendor has no words for
     * @param read makes the client's answer of what the vendor answered to each
     */
    record Written(List<JsonBody> bodies, List<String> unsupported, Function<List<Heard>, Told> read) {

        public Written {
            bodies = List.copyOf(bodies);
            unsupported = List.copyOf(unsupported);
        }

        /** One exchange. */
        public static Written of(JsonObject body, Asked asked, Function<Heard, Told> read) {
            return new Written(List.of(JsonBody.of(body)), asked.unread(), answers -> read.apply(answers.getFirst()));
        }

        /** Several exchanges. */
        public static Written of(List<JsonObject> bodies, Asked asked, Function<List<Heard>, Told> read) {
            return new Written(bodies.stream().map(JsonBody::of).toList(), asked.unread(), read);
        }
    }

    /** What a vendor answered to one exchange. */
    record Heard(Headers headers, byte[] body) {

        /** The answer as JSON. */
        public Field json() {
            return Field.root(Field.Author.VENDOR, Json.parse(body));
        }
    }

    /** The client's answer. */
    record Told(Body body, Usage usage) {}
}

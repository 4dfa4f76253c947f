package dev.dragoman.gateway.client;

import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Part;
import java.util.List;
import java.util.Map;

/** The tool that the tests offer, the model's two calls of it at once, and what comes of them. */
final class Weather {

    static final String TOOL = "weather";
    static final String DESCRIPTION = "The weather of a city";
    static final Map<String, Object> PROPERTIES = Map.of("city", Map.of("type", "string"));
    static final List<String> REQUIRED = List.of("city");
    static final Map<String, String> RESULTS = Map.of("Oslo", "5 degrees", "Rome", "21 degrees");

    private Weather() {}

    /** The model asks for the weather of Oslo and of Rome in one turn. */
    static Answer twoCalls() {
        return Answer.of(call("Oslo"), call("Rome"));
    }

    private static Part call(String city) {
        return new Part.ToolCall(null, TOOL, "{\"city\":\"" + city + "\"}", null);
    }
}

package dev.dragoman.examples;

import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.Reply;
import dev.dragoman.json.Json;
import dev.dragoman.model.Part;

/** A model that asks for functions, until it knows the answer. */
public final class ToolsExample {

    private ToolsExample() {}

    static void main() {
        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) {
        Chat chat = Chat.of("gemini/gemini-2.5-flash", "What should I wear in Oslo today?")
                .tool("weather", "Tells the weather of a city", """
                        {
                          "type": "object",
                          "properties": {"city": {"type": "string"}},
                          "required": ["city"]
                        }""");

        Reply reply = dragoman.completion(chat);
        for (int turn = 0; turn < 5 && !reply.toolCalls().isEmpty(); turn++) {
            // What the model said goes back whole: vendors want to see their signatures again.
            chat = chat.add(reply);
            for (Part.ToolCall call : reply.toolCalls()) {
                String city = Json.parseObject(call.arguments()).string("city");
                IO.println("The model asks for the weather in " + city);
                chat = chat.toolResult(call.id(), "{\"celsius\": -4, \"sky\": \"snow\"}");
            }
            reply = dragoman.completion(chat);
        }
        IO.println(reply.text());
    }
}

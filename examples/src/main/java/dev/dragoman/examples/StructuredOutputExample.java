package dev.dragoman.examples;

import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import dev.dragoman.Reply;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;

/** An answer that follows a schema, also from models that have no such parameter. */
public final class StructuredOutputExample {

    private StructuredOutputExample() {}

    static void main() {
        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) {
        Reply reply = dragoman.completion(
                Chat.of("anthropic/claude-sonnet-4-5", "Ibsen was born in Skien in 1828. Who, where, when?")
                        .maxTokens(200)
                        .responseFormat("person", """
                        {
                          "type": "object",
                          "properties": {
                            "name": {"type": "string"},
                            "birthplace": {"type": "string"},
                            "year": {"type": "integer"}
                          },
                          "required": ["name", "birthplace", "year"],
                          "additionalProperties": false
                        }"""));

        JsonObject person = Json.parseObject(reply.text());
        IO.println(person.string("name") + ", born in " + person.integer("year"));
    }
}

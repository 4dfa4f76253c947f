package dev.dragoman.chance;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Spoils JSON: somewhere in it a value is dropped or replaced by one of another kind. */
public final class Mutations {

    private static final String[] VALUES = {
        "null",
        "true",
        "7",
        "-1",
        "1.5",
        "1e999",
        "99999999999999999999",
        "\"x\"",
        "\"\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "{\"type\":\"text\"}",
        "[{\"type\":\"text\",\"text\":\"x\"}]",
        "{\"type\":\"function\"}",
        "{\"type\":\"tool_use\"}"
    };

    private final Dice dice;
    private int steps;

    private Mutations(Dice dice, int steps) {
        this.dice = dice;
        this.steps = steps;
    }

    /** The value with up to three places spoiled. */
    public static JsonValue spoiled(JsonValue value, Dice dice) {
        JsonValue spoiled = value;
        for (int i = 1 + dice.below(3); i > 0; i--) {
            spoiled = new Mutations(dice, dice.below(count(value))).visit(spoiled);
        }
        return spoiled;
    }

    private static int count(JsonValue value) {
        int[] count = {1};
        switch (value) {
            case JsonObject object -> object.forEach((name, member) -> count[0] += count(member));
            case JsonArray array -> array.forEach(item -> count[0] += count(item));
            default -> {
                // One value.
            }
        }
        return count[0];
    }

    private JsonValue visit(JsonValue value) {
        if (steps-- == 0) {
            return Json.parse(dice.one(VALUES));
        }
        return switch (value) {
            case JsonObject object -> members(object);
            case JsonArray array -> items(array);
            default -> value;
        };
    }

    private JsonValue members(JsonObject object) {
        JsonObject.Builder members = JsonObject.builder();
        object.forEach((name, member) -> {
            boolean drop = steps == 0 && dice.toss();
            JsonValue visited = visit(member);
            if (!drop) {
                members.put(name, visited);
            }
        });
        return members.build();
    }

    private JsonValue items(JsonArray array) {
        List<JsonValue> items = new ArrayList<>();
        array.forEach(item -> items.add(visit(item)));
        return new JsonArray(items);
    }
}

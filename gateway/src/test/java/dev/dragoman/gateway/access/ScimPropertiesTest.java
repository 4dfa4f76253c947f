package dev.dragoman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Filters and changes that nobody thought of. */
final class ScimPropertiesTest {

    private static final String[] PIECES = {
        "userName",
        "emails",
        "value",
        " eq ",
        " co ",
        " and ",
        " or ",
        " not ",
        "not(",
        "(",
        ")",
        "[",
        "]",
        ".",
        "\"",
        "\\",
        "\"a\"",
        "\"b\"",
        "true",
        "1e9",
        "1e999999999",
        " pr",
        " ",
        "urn:x:",
        "é",
        "\0"
    };
    private static final JsonObject SOMEBODY = Json.parseObject(
            "{\"userName\":\"a\",\"active\":true,\"emails\":[{\"value\":\"b\",\"type\":\"work\"}],\"n\":1}");

    @Test
    void everyFilterIsReadOrRefused() {
        Random random = new Random(11);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(8); piece >= 0; piece--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            try {
                ScimFilter.of(text.toString()).holds(SOMEBODY);
                read++;
            } catch (BadRequestException refused) {
                assertThat(refused.detail().code()).as(text.toString()).isIn("invalidFilter", "invalidPath");
            }
        }

        assertThat(read).isPositive();
    }

    @Test
    void deepFiltersAreRefused() {
        for (String deep : List.of("(".repeat(4_000), "not ".repeat(1_000), "a[".repeat(2_000) + "]".repeat(90))) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ScimFilter.of(deep)))
                    .isInstanceOf(BadRequestException.class);
        }
    }

    /** Members after any changes are those that a set would have after the same. */
    @Test
    void membersAreASet() {
        Random random = new Random(13);
        JsonObject group = Json.parseObject("{\"displayName\":\"g\",\"members\":[]}");
        Set<String> model = new LinkedHashSet<>();
        for (int i = 0; i < 5_000; i++) {
            List<String> ids = ids(random);
            JsonObject operation = operation(random.nextInt(5), ids, model);
            group = ScimPatch.applied(group, JsonObject.of("Operations", JsonArray.of(operation)));

            assertThat(ScimGroup.members(group)).as(Json.text(operation)).isEqualTo(model);
        }
    }

    private static List<String> ids(Random random) {
        List<String> ids = new ArrayList<>();
        for (int some = random.nextInt(4); some >= 0; some--) {
            ids.add("u" + random.nextInt(12));
        }
        return ids;
    }

    /** An operation as a provider may send it, done to the model too. */
    private static JsonObject operation(int kind, List<String> ids, Set<String> model) {
        JsonArray values = new JsonArray(ids.stream()
                .map(id -> (JsonValue) JsonObject.builder().put("value", id).build())
                .toList());
        JsonObject.Builder operation = JsonObject.builder();
        switch (kind) {
            case 0 -> {
                model.addAll(ids);
                operation.put("op", "Add").put("path", "members").put("value", values);
            }
            case 1 -> {
                model.removeAll(ids);
                operation.put("op", "remove").put("path", "members").put("value", values);
            }
            case 2 -> {
                model.remove(ids.getFirst());
                operation.put("op", "Remove").put("path", "members[value eq \"" + ids.getFirst() + "\"]");
            }
            case 3 -> {
                model.clear();
                model.addAll(ids);
                operation.put("op", "replace").put("value", JsonObject.of("Members", values));
            }
            default -> {
                model.addAll(ids);
                operation.put("op", "add").put("value", JsonObject.of("members", values));
            }
        }
        return operation.build();
    }
}

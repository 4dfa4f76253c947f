package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the list of models, and one model. */
public final class ModelList {

    private ModelList() {}

    /** The list. */
    public static ObjectNode of(List<String> models) {
        ObjectNode list = Json.object().put("object", "list");
        ArrayNode data = list.putArray("data");
        models.forEach(model -> data.add(one(model)));
        return list;
    }

    /** One entry of it. */
    public static ObjectNode one(String model) {
        return Json.object()
                .put("id", model)
                .put("object", "model")
                .put("created", ChatCompletionReplies.CREATED)
                .put("owned_by", "openai");
    }
}

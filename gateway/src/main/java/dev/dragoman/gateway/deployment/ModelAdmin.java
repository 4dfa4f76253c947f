package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.ModelParams;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What clients and administrators may know of the models. */
public final class ModelAdmin {

    /** LiteLLM's {@code created} of every model. */
    private static final long CREATED = 1_677_610_602L;

    private final Supplier<ModelTable> models;

    public ModelAdmin(Supplier<ModelTable> models) {
        this.models = models;
    }

    /** All public names in OpenAI's form. */
    public JsonObject list() {
        List<JsonValue> data = new ArrayList<>();
        models.get().names().forEach(name -> data.add(model(name)));
        return JsonObject.builder()
                .put("object", "list")
                .put("data", new JsonArray(data))
                .build();
    }

    /** One public name in OpenAI's form, or null when nobody offers it. */
    public @Nullable JsonObject find(String name) {
        ModelTable table = models.get();
        return table.names().contains(name) || !table.find(name).isEmpty() ? model(name) : null;
    }

    /** The deployments with their settings, without secrets. */
    public JsonObject info() {
        List<JsonValue> data = new ArrayList<>();
        for (ModelEntry entry : models.get().settings().models()) {
            data.add(JsonObject.builder()
                    .put("model_name", entry.modelName())
                    .put("litellm_params", params(entry.params()))
                    .put("model_info", info(entry))
                    .build());
        }
        return JsonObject.of("data", new JsonArray(data));
    }

    private static JsonObject model(String name) {
        return JsonObject.builder()
                .put("id", name)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "openai")
                .build();
    }

    private static JsonObject params(ModelParams params) {
        JsonObject.Builder shown = JsonObject.builder()
                .put("model", params.model())
                .putIfPresent("custom_llm_provider", params.provider())
                .putIfPresent("api_base", params.apiBase())
                .putIfPresent("api_version", params.apiVersion())
                .putIfPresent("weight", params.weight())
                .putIfPresent("rpm", params.rpm())
                .putIfPresent("tpm", params.tpm())
                .putIfPresent("drop_params", params.dropParams());
        params.defaults().forEach((name, value) -> {
            if (!dev.dragoman.gateway.config.Secrecy.isSecret(name)) {
                shown.put(name, value);
            }
        });
        return shown.build();
    }

    private static JsonObject info(ModelEntry entry) {
        return entry.info().toBuilder()
                .put("id", entry.id())
                .put("db_model", false)
                .build();
    }
}

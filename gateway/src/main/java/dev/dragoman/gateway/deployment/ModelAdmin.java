package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.ModelParams;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Deployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What clients and administrators may know of the models. */
public final class ModelAdmin {

    /** LiteLLM's {@code created} of every model. */
    private static final long CREATED = 1_677_610_602L;

    private final Supplier<ModelTable> models;
    private final Function<Deployment, JsonObject> facts;
    private final ModelGroups groups;

    /**
     * What may be known.
     *
     * @param facts limits, capabilities and prices of a deployment, in LiteLLM's fields
     */
    public ModelAdmin(Supplier<ModelTable> models, Function<Deployment, JsonObject> facts) {
        this.models = models;
        this.facts = facts;
        this.groups = new ModelGroups(facts);
    }

    /**
     * Public names in OpenAI's form.
     *
     * @param visible those that the client may know of
     */
    public JsonObject list(Predicate<String> visible) {
        List<JsonValue> data = new ArrayList<>();
        models.get().names().stream().filter(visible).forEach(name -> data.add(model(name)));
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

    /**
     * The deployments with their settings, without secrets.
     *
     * @param id of the only one that is wanted; null for all
     */
    public JsonObject info(@Nullable String id) {
        ModelTable table = models.get();
        Map<String, Deployment> deployments = new HashMap<>();
        table.all().forEach(deployment -> deployments.put(deployment.id(), deployment));
        List<JsonValue> data = new ArrayList<>();
        for (ModelEntry entry : table.settings().models()) {
            if (id == null || id.equals(entry.id())) {
                data.add(JsonObject.builder()
                        .put("model_name", entry.modelName())
                        .put("litellm_params", params(entry.params()))
                        .put("model_info", info(entry, deployments.get(entry.id())))
                        .build());
            }
        }
        return JsonObject.of("data", new JsonArray(data));
    }

    /**
     * The public names with what all their deployments can do together.
     *
     * @param only the only name that is wanted; null for all
     */
    public JsonObject groups(@Nullable String only) {
        return groups.info(models.get(), only);
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
        params.prices().forEach(shown::put);
        params.defaults().forEach((name, value) -> {
            if (!dev.dragoman.gateway.config.Secrecy.isSecret(name)) {
                shown.put(name, value);
            }
        });
        return shown.build();
    }

    private JsonObject info(ModelEntry entry, @Nullable Deployment deployment) {
        JsonObject known = deployment == null ? JsonObject.EMPTY : facts.apply(deployment);
        return known.merged(entry.info()).toBuilder()
                .put("id", entry.id())
                .put("db_model", false)
                .build();
    }
}

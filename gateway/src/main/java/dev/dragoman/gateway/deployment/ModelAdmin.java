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
import java.util.Set;
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
     * @param team the client's; null for none
     */
    public JsonObject list(Predicate<String> visible, @Nullable String team) {
        List<JsonValue> data = new ArrayList<>();
        ModelTable table = models.get();
        Set<String> own = team == null ? Set.of() : table.teams().of(team);
        for (String name : table.names()) {
            boolean ofTeam = team != null && team.equals(table.teams().owner(name));
            if (!ofTeam && !own.contains(name) && visible.test(name)) {
                data.add(model(name));
            }
        }
        own.stream().filter(visible).sorted().forEach(name -> data.add(model(name)));
        return JsonObject.builder()
                .put("object", "list")
                .put("data", new JsonArray(data))
                .build();
    }

    /** One public name in OpenAI's form, or null when nobody offers it to the team; to anybody, where it is null. */
    public @Nullable JsonObject find(String name, @Nullable String team) {
        ModelTable table = models.get();
        boolean own = team != null && table.teams().group(team, name) != null;
        return own || table.names().contains(name) || !table.find(name).isEmpty() ? model(name) : null;
    }

    /**
     * The deployments with their settings, without secrets.
     *
     * @param id of the only one that is wanted; null for all
     * @param visible tells the teams whose models the client may know of
     */
    public JsonObject info(@Nullable String id, Predicate<String> visible) {
        return JsonObject.of("data", new JsonArray(told(models.get(), id, visible)));
    }

    private List<JsonValue> told(ModelTable table, @Nullable String id, Predicate<String> visible) {
        Map<String, Deployment> deployments = new HashMap<>();
        table.all().forEach(deployment -> deployments.put(deployment.id(), deployment));
        List<JsonValue> data = new ArrayList<>();
        for (ModelEntry entry : table.settings().models()) {
            String team = entry.team();
            if ((id == null || id.equals(entry.id())) && (team == null || visible.test(team))) {
                data.add(JsonObject.builder()
                        .put("model_name", entry.modelName())
                        .put("litellm_params", params(entry.params()))
                        .put("model_info", info(entry, deployments.get(entry.id())))
                        .build());
            }
        }
        return data;
    }

    /**
     * A page of the deployments.
     *
     * @param wanted which of them, and how
     * @param visible tells the teams whose models the client may know of
     */
    public JsonObject page(ModelSearch wanted, Predicate<String> visible) {
        return wanted.page(told(models.get(), wanted.id(), visible));
    }

    /**
     * The public names with what all their deployments can do together.
     *
     * @param only the only name that is wanted; null for all
     * @param visible those that the client may know of
     */
    public JsonObject groups(@Nullable String only, Predicate<String> visible) {
        return groups.info(models.get(), only, visible);
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
                .put("db_model", entry.stored())
                .build();
    }
}

package dev.dragoman.gateway.deployment;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.config.ConfigException;
import dev.dragoman.gateway.config.ModelCheck;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.TriedModel;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Deployment;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what health checks found, and tries deployments out that are in no configuration. */
public final class HealthAdmin {

    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private final Supplier<ModelTable> models;
    private final HealthChecks checks;
    private final HealthRounds rounds;
    private final HealthStore store;
    private final ModelCheck check;

    public HealthAdmin(
            Supplier<ModelTable> models,
            HealthChecks checks,
            HealthRounds rounds,
            HealthStore store,
            ModelCheck check) {
        this.models = models;
        this.checks = checks;
        this.rounds = rounds;
        this.store = store;
        this.check = check;
    }

    /**
     * Checks of this instance, the newest first.
     *
     * @param model a public name; null for all
     * @param status {@code healthy} or {@code unhealthy}; null for both
     * @param limit how many; null for a hundred
     * @param offset how many newer ones are left out; null for none
     */
    public JsonObject history(
            @Nullable String model, @Nullable String status, @Nullable String limit, @Nullable String offset) {
        int most = number("limit", limit, USUAL, 1, MOST);
        int from = number("offset", offset, 0, 0, Integer.MAX_VALUE);
        Predicate<HealthRecord> wanted = of(model).and(with(status));
        List<HealthRecord> found = store.newest(wanted);
        return JsonObject.builder()
                .put(
                        "health_checks",
                        new JsonArray(found.stream()
                                .skip(from)
                                .limit(most)
                                .<JsonValue>map(HealthRecord::json)
                                .toList()))
                .put("total_records", found.size())
                .put("limit", most)
                .put("offset", from)
                .build();
    }

    /** The last check of every deployment that was ever checked, by its id. */
    public JsonObject latest() {
        JsonObject latest = JsonObject.EMPTY;
        for (HealthRecord record : store.newest(any -> true)) {
            if (latest.get(record.deployment()) == null) {
                latest = latest.with(record.deployment(), record.json());
            }
        }
        return JsonObject.builder()
                .put("latest_health_checks", latest)
                .put("total_models", latest.names().size())
                .build();
    }

    /** Whether instances take turns in background checks, whose turn it is, and how old what was found last is. */
    public JsonObject shared() {
        return rounds.status(models.get().settings().general().backgroundHealthChecks());
    }

    /**
     * There is nobody whom a test event could be sent to.
     *
     * @throws BadRequestException always
     */
    public JsonObject service(@Nullable String name) {
        String shown = name == null ? "missing" : name.length() <= 80 ? name : name.substring(0, 80) + "...";
        throw invalid(
                "service: " + shown + " (expected: a service that events are sent to; none is set up in this gateway)",
                "service");
    }

    /**
     * Asks a deployment that is in no configuration.
     *
     * @param json {@code {"mode", "litellm_params"}}, and {@code model_info} if need be
     * @throws BadRequestException when it describes no deployment
     */
    public JsonObject test(byte[] json) {
        JsonObject asked = parsed(json);
        JsonObject params = asked.object("litellm_params");
        if (params == null) {
            throw invalid(
                    "litellm_params: missing (expected: parameters as of an entry of model_list)", "litellm_params");
        }
        JsonObject given = asked.object("model_info");
        JsonObject info = given == null ? JsonObject.EMPTY : given;
        String mode = asked.string("mode");
        ModelEntry entry = entry(params, mode == null ? info : info.with("mode", new JsonString(mode)));
        ModelTable table = models.get();
        Deployment deployment = deployment(entry, table);
        String used = table.mode(deployment, entry);
        if (!HealthProbe.knows(used)) {
            throw invalid("mode: " + used + " (expected: one that a short question can be asked of)", "mode");
        }
        return result(deployment, checks.failure(deployment, used, entry.health()));
    }

    private static JsonObject result(Deployment deployment, @Nullable LlmException failure) {
        JsonObject.Builder result = JsonObject.builder()
                .put("model", deployment.modelString())
                .put("api_base", deployment.endpoints().base());
        if (failure != null) {
            result.put("error", failure.detail().message())
                    .put("error_type", failure.errorName())
                    .put("status_code", failure.status());
        }
        return JsonObject.builder()
                .put("status", failure == null ? "success" : "error")
                .put("result", result.build())
                .build();
    }

    private ModelEntry entry(JsonObject params, JsonObject info) {
        try {
            return TriedModel.read(params, info, check);
        } catch (ConfigException wrong) {
            throw invalid(wrong.getMessage(), "litellm_params");
        }
    }

    private static Deployment deployment(ModelEntry entry, ModelTable table) {
        try {
            return table.tried(entry);
        } catch (IllegalArgumentException wrong) {
            throw invalid("litellm_params: " + wrong.getMessage(), "litellm_params");
        }
    }

    private static Predicate<HealthRecord> of(@Nullable String model) {
        return record -> model == null
                || record.group().equals(model)
                || record.deployment().equals(model);
    }

    private static Predicate<HealthRecord> with(@Nullable String status) {
        return switch (status) {
            case null -> record -> true;
            case "healthy" -> HealthRecord::healthy;
            case "unhealthy" -> record -> !record.healthy();
            default ->
                throw invalid("status_filter: " + shown(status) + " (expected: healthy or unhealthy)", "status_filter");
        };
    }

    private static int number(String name, @Nullable String text, int usual, int least, int most) {
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Told below, like a number that is out of bounds.
        }
        throw invalid(
                name + ": " + shown(text) + " (expected: a whole number from " + least + " to " + most + ")", name);
    }

    private static JsonObject parsed(byte[] json) {
        try {
            if (Json.parse(json) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException wrong) {
            throw invalid("the request body is not valid JSON: " + wrong.getMessage(), null);
        }
        throw invalid("the request body is no object (expected: mode and litellm_params)", null);
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static BadRequestException invalid(@Nullable String message, @Nullable String param) {
        return new BadRequestException(ErrorDetail.of(message == null ? "invalid" : message)
                .withType("invalid_request_error")
                .withParam(param));
    }
}

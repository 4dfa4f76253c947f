package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Adjustment;
import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.catalog.ChatTokens;
import dev.dragoman.catalog.Cost;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Served;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a call cost, or would cost.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/cost_tracking">LiteLLM: spend tracking</a>
 */
public final class SpendAdmin {

    private final PriceBook book;
    private final ChatTokens tokens;
    private final Function<String, List<Deployment>> models;

    /**
     * An endpoint's work.
     *
     * @param models the deployments behind a public name
     */
    public SpendAdmin(PriceBook book, ChatTokens tokens, Function<String, List<Deployment>> models) {
        this.book = book;
        this.tokens = tokens;
        this.models = models;
    }

    /**
     * The cost of an answer, or of messages that are not answered yet.
     *
     * @param json {@code {"model", "messages"}} or {@code {"completion_response"}}
     */
    public JsonObject calculate(byte[] json) {
        JsonObject asked = parsed(json);
        JsonObject answer = asked.object("completion_response");
        String named = asked.string("model");
        String model = named != null ? named : answer == null ? null : answer.string("model");
        if (answer == null && asked.array("messages") == null) {
            throw invalid(
                    "completion_response, or model and messages must be given (expected: one of them)", "messages");
        }
        if (model == null || model.isBlank()) {
            throw invalid("model: missing (expected: the name of a model)", "model");
        }
        Priced priced = priced(model);
        Metering metering = answer == null ? asked(model, asked) : answered(answer);
        Cost cost = priced.cost(metering);
        if (!cost.isComplete()) {
            throw unknown(model);
        }
        return JsonObject.of("cost", new JsonNumber(Cost.dollars(cost.nanos())));
    }

    private Metering asked(String model, JsonObject asked) {
        return Metering.of(Usage.of(tokens.chat(model, asked), 0));
    }

    private static Metering answered(JsonObject answer) {
        JsonObject usage = answer.object("usage");
        if (usage == null) {
            throw invalid("completion_response.usage: missing (expected: the usage of the answer)", "usage");
        }
        JsonObject prompt = orEmpty(usage.object("prompt_tokens_details"));
        JsonObject completion = orEmpty(usage.object("completion_tokens_details"));
        Usage tokens = new Usage(
                usage.integer("prompt_tokens"),
                usage.integer("completion_tokens"),
                usage.integer("total_tokens"),
                first(prompt.integer("cached_tokens"), usage.integer("cache_read_input_tokens")),
                first(prompt.integer("cache_creation_tokens"), usage.integer("cache_creation_input_tokens")),
                orEmpty(prompt.object("cache_creation_token_details")).integer("ephemeral_1h_input_tokens"),
                completion.integer("reasoning_tokens"),
                prompt.integer("audio_tokens"),
                completion.integer("audio_tokens"),
                usage.without("cost"));
        return Metering.of(tokens.serving(Served.by(answer.string("model")).as(answer.string("service_tier"))));
    }

    private Priced priced(String model) {
        List<Deployment> found = models.apply(model);
        if (!found.isEmpty()) {
            return book.of(found.getFirst());
        }
        int slash = model.indexOf('/');
        CatalogModel bare = book.catalog().find(null, model);
        CatalogModel known = slash < 0
                ? bare
                : book.catalog().priced(model.substring(0, slash), model.substring(slash + 1), null, null);
        if (known == null) {
            throw unknown(model);
        }
        return Priced.of(known.prices(), Adjustment.NONE);
    }

    private static NotFoundException unknown(String model) {
        return new NotFoundException(ErrorDetail.of("the price of " + model + " is not known, or not in full"
                        + " (expected: a model of /v1/models, or a name of the price map)")
                .withType("invalid_request_error")
                .withParam("model")
                .withCode("model_not_found"));
    }

    private static JsonObject orEmpty(@Nullable JsonObject object) {
        return object == null ? JsonObject.EMPTY : object;
    }

    private static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
        return one != null ? one : other;
    }

    private static JsonObject parsed(byte[] json) {
        try {
            if (Json.parse(json) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonSyntaxException wrong) {
            throw invalid("the request body is not valid JSON: " + wrong.getMessage(), null);
        }
        throw invalid("the request body is no object (expected: model and messages, or completion_response)", null);
    }

    private static BadRequestException invalid(String message, @Nullable String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }
}

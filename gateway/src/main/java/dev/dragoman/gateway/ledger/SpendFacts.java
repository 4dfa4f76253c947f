package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.Part;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Grant;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.gateway.ledger.SpendRow.Answering;
import dev.dragoman.gateway.ledger.SpendRow.Payers;
import dev.dragoman.gateway.ledger.SpendRow.Tokens;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a row says of a call, taken from the call and from what became of it. Pure. */
public final class SpendFacts {

    /** What clients want to find again in the logs. */
    public static final String LOGGED = "spend_logs_metadata";

    /** What a vendor told of its usage beside tokens. */
    public static final String USAGE = "additional_usage_values";

    /** Why a call failed. */
    public static final String ERROR = "error_information";

    private static final String LOGGED_HEADER = "x-litellm-spend-logs-metadata";
    private static final int LONGEST_MESSAGE = 2_000;

    private SpendFacts() {}

    /**
     * Who is charged for a call.
     *
     * @param ofDeployment tags of the deployment that answered
     */
    public static Payers payers(Call call, List<String> ofDeployment, SpendSettings settings) {
        return new Payers(
                call.caller().keyHash(),
                orEmpty(call.caller().userId()),
                orEmpty(call.caller().teamId()),
                orEmpty(call.caller().organizationId()),
                EndUsers.of(call, settings),
                SpendTags.of(call, ofDeployment, settings));
    }

    /** Who answered. */
    static Answering answering(Call call, Deployment deployment, @Nullable String group) {
        return new Answering(
                deployment.target().model(),
                group == null ? call.model() : group,
                deployment.id(),
                deployment.provider().name(),
                deployment.endpoints().base());
    }

    /** Who failed, as far as the failure tells. */
    static Answering failing(Call call, RuntimeException failure) {
        if (!(failure instanceof LlmException told)) {
            return new Answering("", call.model(), "", "", "");
        }
        String deployment =
                told.detail().passage() == null ? null : told.detail().passage().deployment();
        return new Answering(
                orEmpty(told.detail().model()),
                call.model(),
                orEmpty(deployment),
                orEmpty(told.detail().provider()),
                "");
    }

    /** What was consumed. */
    static Tokens tokens(Usage usage) {
        return new Tokens(
                orZero(usage.inputTokens()),
                orZero(usage.outputTokens()),
                usage.total(),
                orZero(usage.cachedTokens()),
                orZero(usage.cacheWriteTokens()));
    }

    /** The client's name of the session that the call is part of; empty for none. */
    public static String session(Call call) {
        String told = call.options().session();
        told = told != null ? told : EndUsers.vendors(call.source().body()).string("session_id");
        told = told != null ? told : call.headers().first("x-litellm-session-id");
        told = told != null ? told : call.headers().first("x-litellm-trace-id");
        return orEmpty(told);
    }

    /** What is told of every call: the names of who pays, as they are now, and what the client wants to find again. */
    static JsonObject metadata(Call call) {
        JsonObject.Builder told =
                JsonObject.builder().put("user_api_key_alias", call.caller().alias());
        Grant grant = call.caller().grant();
        JsonObject logged = JsonObject.EMPTY;
        if (grant != null) {
            told.putIfPresent("user_api_key_team_alias", grant.teamAlias())
                    .putIfPresent("user_api_key_org_alias", grant.organizationAlias())
                    .putIfPresent("user_api_key_user_email", grant.userEmail());
            logged = orEmpty(grant.teamMetadata().object(LOGGED))
                    .merged(orEmpty(grant.keyMetadata().object(LOGGED)));
        }
        logged = logged.merged(orEmpty(call.options().metadata().object(LOGGED)))
                .merged(header(call.headers().first(LOGGED_HEADER)));
        return told.putIfPresent(LOGGED, logged.isEmpty() ? null : logged).build();
    }

    private static JsonObject header(@Nullable String json) {
        if (json == null) {
            return JsonObject.EMPTY;
        }
        try {
            return Json.parseObject(json);
        } catch (JsonSyntaxException notForUs) {
            return JsonObject.EMPTY;
        }
    }

    /** How an answer came about, and what its cost is made of. */
    static void answered(JsonObject.Builder told, @Nullable Answered answered, Usage usage, Cost cost) {
        if (answered != null) {
            told.put("attempted_retries", answered.retries());
            if (answered.fallbacks() > 0) {
                told.put("attempted_fallbacks", answered.fallbacks());
            }
        }
        if (cost.nanos() != 0) {
            told.put("cost_breakdown", breakdown(cost));
        }
        told.putIfPresent(USAGE, usage.extras().isEmpty() ? null : usage.extras());
        if (!cost.isComplete()) {
            told.put("unpriced", true);
        }
    }

    private static JsonObject breakdown(Cost cost) {
        long input = cost.nanos(Part.INPUT)
                + cost.nanos(Part.CACHE_READ)
                + cost.nanos(Part.CACHE_WRITE)
                + cost.nanos(Part.AUDIO_INPUT)
                + cost.nanos(Part.IMAGE_INPUT);
        long output = cost.nanos(Part.OUTPUT)
                + cost.nanos(Part.REASONING)
                + cost.nanos(Part.AUDIO_OUTPUT)
                + cost.nanos(Part.IMAGE_OUTPUT);
        JsonObject.Builder told = JsonObject.builder()
                .put("input_cost", dollars(input))
                .put("output_cost", dollars(output))
                .put("total_cost", dollars(cost.nanos()));
        amount(told, "tool_usage_cost", cost.nanos(Part.TOOLS));
        if (cost.discountNanos() != 0 || cost.marginNanos() != 0) {
            told.put("original_cost", dollars(cost.originalNanos()));
        }
        amount(told, "discount_amount", cost.discountNanos());
        amount(told, "margin_total_amount", cost.marginNanos());
        return told.build();
    }

    private static void amount(JsonObject.Builder told, String name, long nanos) {
        if (nanos != 0) {
            told.put(name, dollars(nanos));
        }
    }

    /** An amount as the API tells it: exact US dollars. */
    public static JsonNumber dollars(long nanos) {
        return new JsonNumber(Cost.dollars(nanos));
    }

    /** Why a call failed. */
    static JsonObject error(RuntimeException failure) {
        JsonObject.Builder error = JsonObject.builder();
        switch (failure) {
            case LlmException told ->
                error.put("error_code", Integer.toString(told.status()))
                        .put("error_class", told.errorName())
                        .putIfPresent("llm_provider", told.detail().provider())
                        .put("error_message", shortened(told.detail().message()));
            case UpstreamException gone when gone.kind() == UpstreamException.Kind.CANCELLED -> left(error);
            default ->
                error.put("error_code", "500")
                        .put("error_class", "InternalServerError")
                        .put("error_message", "the call failed inside the gateway");
        }
        return error.build();
    }

    /** Why a call failed whose client did not wait for its end. */
    static JsonObject left() {
        JsonObject.Builder error = JsonObject.builder();
        left(error);
        return error.build();
    }

    private static void left(JsonObject.Builder error) {
        error.put("error_code", "499")
                .put("error_class", "ClientDisconnected")
                .put("error_message", "the client left before its answer was complete");
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static JsonObject orEmpty(@Nullable JsonObject object) {
        return object == null ? JsonObject.EMPTY : object;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}

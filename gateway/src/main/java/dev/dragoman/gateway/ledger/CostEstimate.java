package dev.dragoman.gateway.ledger;

import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.Part;
import dev.dragoman.catalog.Prices;
import dev.dragoman.catalog.Rate;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.Deployment;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells what calls of a kind would cost: one, those of a day, and those of a month. */
public final class CostEstimate {

    private static final int NANO_DIGITS = 9;
    private static final long MOST = 1_000_000_000_000L;

    private final PriceBook book;
    private final Function<String, List<Deployment>> models;

    /**
     * An endpoint's work.
     *
     * @param models the deployments behind a public name
     */
    public CostEstimate(PriceBook book, Function<String, List<Deployment>> models) {
        this.book = book;
        this.models = models;
    }

    /**
     * The estimate.
     *
     * @param json {@code {"model", "input_tokens", "output_tokens", "num_requests_per_day", "num_requests_per_month"}}
     */
    public JsonObject of(byte[] json) {
        JsonObject asked = parsed(json);
        String model = asked.string("model");
        if (model == null || model.isBlank()) {
            throw invalid("model: missing (expected: the name of a model)", "model");
        }
        long input = count(asked, "input_tokens");
        long output = count(asked, "output_tokens");
        List<Deployment> found = models.apply(model);
        if (found.isEmpty()) {
            throw invalid("model: " + model + " is not known (expected: a model of /v1/models)", "model");
        }
        Deployment deployment = found.getFirst();
        Cost cost = cost(deployment, input, output);
        JsonObject.Builder told = JsonObject.builder()
                .put("model", model)
                .put("input_tokens", input)
                .put("output_tokens", output)
                .put("num_requests_per_day", orNull(asked, "num_requests_per_day"))
                .put("num_requests_per_month", orNull(asked, "num_requests_per_month"));
        amounts(told, "", "_per_request", cost, BigDecimal.ONE);
        period(told, "daily", countOrNull(asked, "num_requests_per_day"), cost);
        period(told, "monthly", countOrNull(asked, "num_requests_per_month"), cost);
        Prices prices = book.prices(deployment);
        return told.put("input_cost_per_token", perToken(prices, Rate.INPUT))
                .put("output_cost_per_token", perToken(prices, Rate.OUTPUT))
                .put("provider", deployment.provider().name())
                .build();
    }

    private Cost cost(Deployment deployment, long input, long output) {
        Cost cost = book.of(deployment).cost(Metering.of(Usage.of(input, output)));
        if (!cost.isComplete()) {
            throw invalid("model: the price of " + deployment.modelString() + " is not known", "model");
        }
        return cost;
    }

    private static void period(JsonObject.Builder told, String name, @Nullable Long requests, Cost cost) {
        if (requests == null) {
            for (String part : List.of("_cost", "_input_cost", "_output_cost", "_margin_cost")) {
                told.put(name + part, JsonNull.NULL);
            }
        } else {
            amounts(told, name + "_", "", cost, BigDecimal.valueOf(requests));
        }
    }

    private static void amounts(JsonObject.Builder told, String before, String after, Cost cost, BigDecimal times) {
        told.put(before + "cost" + after, dollars(cost.nanos(), times))
                .put(before + "input_cost" + after, dollars(cost.nanos(Part.INPUT), times))
                .put(before + "output_cost" + after, dollars(cost.nanos(Part.OUTPUT), times))
                .put(before + "margin_cost" + after, dollars(cost.marginNanos(), times));
    }

    private static JsonNumber dollars(long nanos, BigDecimal times) {
        return plain(BigDecimal.valueOf(nanos, NANO_DIGITS).multiply(times));
    }

    private static JsonValue perToken(Prices prices, Rate rate) {
        BigDecimal dollars = prices.dollars(rate);
        return dollars == null ? JsonNull.NULL : plain(dollars);
    }

    private static JsonNumber plain(BigDecimal amount) {
        return new JsonNumber(
                amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString());
    }

    private static JsonValue orNull(JsonObject asked, String name) {
        Long count = countOrNull(asked, name);
        return count == null ? JsonNull.NULL : JsonNumber.of(count);
    }

    private static long count(JsonObject asked, String name) {
        Long count = countOrNull(asked, name);
        return count == null ? 0 : count;
    }

    private static @Nullable Long countOrNull(JsonObject asked, String name) {
        JsonValue value = asked.get(name);
        Long count = value instanceof JsonNumber number ? number.longValue() : null;
        if (value == null || value instanceof JsonNull) {
            return null;
        }
        if (count == null || count < 0 || count > MOST) {
            throw invalid(name + ": " + value.toJson() + " (expected: a whole number from 0 to " + MOST + ")", name);
        }
        return count;
    }

    private static JsonObject parsed(byte[] json) {
        try {
            return Json.parseObject(json);
        } catch (JsonSyntaxException wrong) {
            throw invalid("the request body is no JSON object: " + wrong.getMessage(), null);
        }
    }

    private static BadRequestException invalid(String message, @Nullable String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }
}

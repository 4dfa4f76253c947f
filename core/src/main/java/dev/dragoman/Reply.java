package dev.dragoman;

import dev.dragoman.catalog.Adjustment;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.Cost;
import dev.dragoman.catalog.Tariff;
import dev.dragoman.catalog.Tariffs;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Metering;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model replied, whichever vendor it lives at. Methods that tell of one answer tell of the first; {@link #choices} has
 * all. Immutable.
 */
public final class Reply {

    private static final int NANO_DIGITS = 9;
    private static final OpenAiDialect OPENAI = new OpenAiDialect();

    private final byte[] json;
    private final ChatReply reply;
    private final AnsweredBy by;

    private Reply(byte[] json, ChatReply reply, AnsweredBy by) {
        this.json = json;
        this.reply = reply;
        this.by = by;
    }

    /**
     * The reply that a body in OpenAI's form is.
     *
     * @throws ApiResponseException when it is none
     */
    static Reply of(byte[] json, AnsweredBy by) {
        return new Reply(json, OPENAI.readReply(json), by);
    }

    /** A reply that was heard piece by piece, and perhaps not to its end. */
    static Reply of(byte[] json, ChatReply heard, AnsweredBy by) {
        return new Reply(json, heard, by);
    }

    /** What the model said; empty when it said nothing, but asked for tools, say. */
    public String text() {
        return said(Part.Text.class, Part.Text::text);
    }

    /** What the model told of its thoughts; empty when it told nothing. */
    public String reasoning() {
        return said(Part.Thinking.class, Part.Thinking::text);
    }

    /** The model's words for declining; empty when it did not. */
    public String refusal() {
        return said(Part.Refusal.class, Part.Refusal::text);
    }

    /** The tools that the model asks for; {@link Chat#toolResult} answers each. */
    public List<Part.ToolCall> toolCalls() {
        return parts(Part.ToolCall.class).toList();
    }

    /** Why the model stopped; null when the vendor did not say, or the stream broke off before. */
    public @Nullable FinishReason finishReason() {
        return reply.choices().isEmpty() ? null : reply.choices().getFirst().finish();
    }

    /** All answers, in order, with the parts of each. */
    public List<Choice> choices() {
        return reply.choices();
    }

    /** The tokens consumed. */
    public Usage usage() {
        return reply.usage();
    }

    /**
     * What the reply cost in US dollars, exact to the nano-dollar, by the prices of the catalogue; null when it knows none for the
     * model, as of models of one's own.
     */
    public @Nullable BigDecimal cost() {
        Tariff tariff = new Tariffs(Catalog.builtIn()).of(by.provider(), by.model(), null, reply.model());
        Cost cost = tariff.cost(Metering.of(usage()), Adjustment.NONE);
        return cost.isComplete() ? BigDecimal.valueOf(cost.nanos(), NANO_DIGITS) : null;
    }

    /** The id of the reply. */
    public String id() {
        String id = reply.id() == null ? toObject().string("id") : reply.id();
        return id == null ? "" : id;
    }

    /** Who answered. */
    public AnsweredBy by() {
        return by;
    }

    /** The provider that answered. */
    public String provider() {
        return by.provider();
    }

    /** The model that answered, as its provider names it. */
    public String model() {
        return by.model();
    }

    /** How many attempts failed before this answer, at the model that gave it. */
    public int retries() {
        return by.retries();
    }

    /** Parameters that the model does not take and that were left out; see {@link Chat#dropParams}. */
    public List<String> dropped() {
        return by.dropped();
    }

    /** The first answer as a message in OpenAI's form, fit to be part of the next request. */
    public JsonObject message() {
        JsonArray choices = toObject().array("choices");
        JsonObject first =
                choices != null && !choices.isEmpty() && choices.items().getFirst() instanceof JsonObject one
                        ? one.object("message")
                        : null;
        if (first == null) {
            throw new ApiResponseException("the reply has no message (expected: at least one choice)");
        }
        return first;
    }

    /** The whole reply in OpenAI's form. */
    public String toJson() {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** The whole reply in OpenAI's form, in UTF-8. */
    public byte[] toBytes() {
        return json.clone();
    }

    /** The whole reply in OpenAI's form. */
    public JsonObject toObject() {
        return Json.parseObject(json);
    }

    private <T extends Part> Stream<T> parts(Class<T> kind) {
        return reply.choices().stream()
                .limit(1)
                .flatMap(choice -> choice.parts().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private <T extends Part> String said(Class<T> kind, Function<T, String> words) {
        return parts(kind).map(words).collect(Collectors.joining());
    }

    /** Who replied only: what was said is the caller's own matter. */
    @Override
    public String toString() {
        return "Reply of " + provider() + "/" + model();
    }
}

package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.CountSource;
import dev.dragoman.routing.TokenEstimate;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Tells how many tokens a conversation has, in a client's dialect and of any vendor's model. */
public final class CountEndpoint implements Endpoint {

    private final Dialect dialect;
    private final Form form;
    private final TokenEstimate estimate;
    private final Pipeline pipeline;
    private final InstantSource clock;
    private final AnswerWriter answers;

    /**
     * An endpoint.
     *
     * @param dialect what its clients speak
     * @param form how they ask and are answered
     * @param estimate counts where a vendor does not
     */
    public CountEndpoint(
            Dialect dialect,
            Form form,
            TokenEstimate estimate,
            Pipeline pipeline,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.dialect = dialect;
        this.form = form;
        this.estimate = estimate;
        this.pipeline = pipeline;
        this.clock = clock;
        this.answers = new AnswerWriter(dialect, nanoClock);
    }

    /** How clients ask and are answered. */
    public enum Form {
        /** See <a href="https://docs.claude.com/en/api/messages-count-tokens">Anthropic: Count tokens in a message</a>. */
        ANTHROPIC {
            @Override
            JsonBody conversation(JsonBody asked) {
                // No conversation of this dialect can do without, and no count depends on it.
                return asked.isNull("max_tokens") ? asked.with("max_tokens", JsonNumber.of(MAX_TOKENS)) : asked;
            }

            @Override
            JsonObject answer(long tokens) {
                return JsonObject.of("input_tokens", JsonNumber.of(tokens));
            }
        },
        /** See <a href="https://ai.google.dev/api/tokens">Gemini API: Counting tokens</a>. */
        GOOGLE {
            @Override
            JsonBody conversation(JsonBody asked) {
                if (asked.isNull("generateContentRequest")) {
                    return asked;
                }
                if (!(asked.value("generateContentRequest") instanceof JsonObject whole)) {
                    throw Members.invalid("generateContentRequest: expected an object", "generateContentRequest");
                }
                return JsonBody.of(whole);
            }

            @Override
            JsonObject answer(long tokens) {
                return JsonObject.of("totalTokens", JsonNumber.of(tokens));
            }
        };

        private static final long MAX_TOKENS = 64_000;

        /** The conversation that is to be counted, as it would be asked. */
        abstract JsonBody conversation(JsonBody asked);

        /** What tells a count. */
        abstract JsonObject answer(long tokens);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        Call call = call(request);
        answers.write(call, pipeline.handle(call), request.exchange());
    }

    private Call call(Request request) {
        Exchange exchange = request.exchange();
        CallOptions.Split split = CallOptions.split(Members.parsed(exchange.body(), dialect.watch()));
        String model = Members.model(request, split.body(), null);
        JsonBody conversation = form.conversation(split.body()).without("stream");
        return new Call(
                        request.id(),
                        request.route().pattern(),
                        request.requiredCaller(),
                        model,
                        new CountSource(dialect, conversation, estimate, form::answer),
                        HeaderOptions.over(split.options(), exchange.headers()),
                        exchange.headers(),
                        new ReplyFrame(request.id(), model, clock.instant().getEpochSecond(), false, false),
                        exchange.receivedNanos(),
                        exchange.cancellation())
                .from(request.client());
    }
}

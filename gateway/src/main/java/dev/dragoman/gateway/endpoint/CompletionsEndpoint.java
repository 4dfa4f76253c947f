package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.http.Body;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.ChatSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's older completions. Several texts in one request are one call to a vendor that takes them, else a call for each, side
 * by side, whose answers are put together.
 */
public final class CompletionsEndpoint implements Endpoint {

    private static final int MOST_TEXTS = 100;

    private final ChatEndpoint chat;
    private final Pipeline pipeline;
    private final AnswerWriter answers;
    private final Predicate<String> takesSeveral;

    /**
     * An endpoint.
     *
     * @param chat answers requests of one text; its dialect is that of completions
     * @param takesSeveral whether all deployments behind a public name take several texts in one request
     */
    public CompletionsEndpoint(
            ChatEndpoint chat, Pipeline pipeline, LongSupplier nanoClock, Predicate<String> takesSeveral) {
        this.chat = chat;
        this.pipeline = pipeline;
        this.answers = new AnswerWriter(chat.dialect(), nanoClock);
        this.takesSeveral = takesSeveral;
    }

    @Override
    public Dialect dialect() {
        return chat.dialect();
    }

    @Override
    public void handle(Request request) {
        Call call = chat.call(request);
        List<JsonString> texts = texts(call.source().body());
        if (texts.size() < 2 || takesSeveral.test(call.model())) {
            answers.write(call, pipeline.handle(call), request.exchange());
            return;
        }
        if (call.source().stream()) {
            throw Members.invalid(
                    "stream: true with " + texts.size()
                            + " texts (expected: one text; this model answers one at a time)",
                    "stream");
        }
        if (texts.size() > MOST_TEXTS) {
            throw Members.invalid(
                    "prompt: " + texts.size() + " texts (expected: no more than " + MOST_TEXTS + ")", "prompt");
        }
        answers.write(call, joined(sideBySide(call, texts)), request.exchange());
    }

    private static List<JsonString> texts(JsonBody body) {
        List<JsonString> texts = new ArrayList<>();
        if (body.value("prompt") instanceof JsonArray items) {
            for (JsonValue item : items) {
                if (item instanceof JsonString text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private List<Answered> sideBySide(Call call, List<JsonString> texts) {
        List<Callable<Answered>> calls = new ArrayList<>(texts.size());
        for (JsonString text : texts) {
            JsonBody body = call.source().body().with("prompt", text);
            calls.add(() -> pipeline.handle(call.asking(new ChatSource(dialect(), body, false))));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answered> all = new ArrayList<>(calls.size());
            for (Future<Answered> answer : threads.invokeAll(calls)) {
                all.add(answer.get());
            }
            return all;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while texts were completed", stopped);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException refused
                    ? refused
                    : new IllegalStateException("a text could not be completed", failed.getCause());
        }
    }

    /** One answer: the choices of all, numbered through, and the sums of their tokens. */
    private static Answered joined(List<Answered> all) {
        List<JsonValue> choices = new ArrayList<>();
        long prompt = 0;
        long completion = 0;
        int retries = 0;
        JsonObject first = JsonObject.EMPTY;
        for (Answered answered : all) {
            CallAnswer.Whole whole = (CallAnswer.Whole) answered.answer();
            JsonObject reply = Json.parseObject(whole.body().toBytes());
            first = first.isEmpty() ? reply : first;
            JsonArray more = reply.array("choices");
            if (more != null) {
                more.forEach(choice ->
                        choices.add(((JsonObject) choice).with("index", JsonNumber.of((long) choices.size()))));
            }
            prompt += count(whole.usage().inputTokens());
            completion += count(whole.usage().outputTokens());
            retries += answered.retries();
        }
        JsonObject usage = JsonObject.builder()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion)
                .build();
        JsonObject joined = first.with("choices", new JsonArray(choices)).with("usage", usage);
        CallAnswer.Whole any = (CallAnswer.Whole) all.getFirst().answer();
        Charge charge = all.stream().map(Answered::charge).reduce(Charge::plus).orElse(Charge.OPEN);
        return new Answered(
                new CallAnswer.Whole(any.contentType(), Body.of(Json.bytes(joined)), any.usage(), any.info()),
                retries,
                charge,
                all.stream().mapToInt(Answered::fallbacks).sum(),
                all.getFirst().group(),
                all.getFirst().circumstances(),
                all.stream().allMatch(Answered::isFromCache) ? all.getFirst().cached() : null);
    }

    private static long count(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}

package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.Gateway;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.TokenUsage;
import dev.dragoman.testkit.vendor.FakeVendor;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway with a cache, whose vendors never say the same twice. */
final class Cached implements AutoCloseable {

    static final String CHAT = "/v1/chat/completions";

    final Gateway gateway;
    private final AtomicInteger answers = new AtomicInteger();

    private Cached(Gateway gateway) {
        this.gateway = gateway;
        begin();
    }

    /** Empties the cache and lets the vendors begin anew. */
    void reset() {
        gateway.post("/cache/flushall", "");
        begin();
    }

    private void begin() {
        answers.set(0);
        for (FakeVendor vendor : new FakeVendor[] {gateway.openai, gateway.anthropic, gateway.gemini}) {
            vendor.answersWith(
                    call -> Answer.text("answer " + answers.incrementAndGet()).usage(TokenUsage.of(1_000, 500)));
        }
    }

    /** A cache with these parameters, as YAML's flow of a map. */
    static Cached with(String params) {
        return with(params, "");
    }

    /** The same with further sections. */
    static Cached with(String params, String more) {
        return new Cached(
                Gateway.startWith("litellm_settings: {cache: true, cache_params: {" + params + "}}\n" + more));
    }

    static String ask(String text, String... members) {
        return question("openai", false, text, members);
    }

    static String question(String model, boolean stream, String text, String... members) {
        StringBuilder json = new StringBuilder("{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]");
        for (String member : members) {
            json.append(',').append(member);
        }
        return json.append('}').toString();
    }

    HttpResponse<String> chat(String body, String... headers) {
        return gateway.post(CHAT, body, headers);
    }

    static boolean isHit(HttpResponse<String> answer) {
        return header(answer, "x-litellm-cache-hit").equals("True");
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** How often vendors were asked. */
    int asked() {
        return answers.get();
    }

    @Override
    public void close() {
        gateway.close();
    }
}

package dev.dragoman;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of OpenAI's chat parameters a model takes, found out by writing a request with each of them: what the gateway would
 * send is the only list of them.
 */
final class SupportedParameters {

    /** One request with a plausible value for every parameter. */
    private static final JsonObject SAMPLES = Json.parseObject("""
            {"audio":{"voice":"alloy","format":"mp3"},"frequency_penalty":0.5,"function_call":"auto",
            "functions":[{"name":"f","parameters":{"type":"object","properties":{}}}],"logit_bias":{"1":1},
            "logprobs":true,"max_completion_tokens":9,"max_tokens":9,"modalities":["text"],"n":2,
            "parallel_tool_calls":false,"prediction":{"type":"content","content":"x"},"presence_penalty":0.5,
            "prompt_cache_key":"k","prompt_cache_retention":"24h","reasoning_effort":"low",
            "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object","properties":{}}}},
            "safety_identifier":"s","seed":1,"service_tier":"default","stop":["x"],"store":false,"stream":true,
            "stream_options":{"include_usage":true},"temperature":1,
            "thinking":{"type":"enabled","budget_tokens":1024},"tool_choice":"auto",
            "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{}}}}],
            "top_logprobs":1,"top_p":0.5,"user":"u","verbosity":"low","web_search_options":{}}""");

    private static final JsonObject MESSAGES = Json.parseObject("""
            {"messages":[{"role":"user","content":"x"}]}""");

    private final Dialect openai;

    SupportedParameters(Dialect openai) {
        this.openai = openai;
    }

    /** The names of all parameters, in order. */
    static List<String> names() {
        return SAMPLES.names().stream().sorted().toList();
    }

    /** The names of the parameters that are taken, in order; none where there are no conversations. */
    List<String> of(Provider provider, Target target) {
        List<String> supported = new ArrayList<>();
        for (String name : names()) {
            if (provider.converses() && isTaken(name, provider, target)) {
                supported.add(name);
            }
        }
        return supported;
    }

    private boolean isTaken(String name, Provider provider, Target target) {
        JsonBody asked = request(name, target);
        try {
            WrittenRequest written = provider.dialect().name().equals(openai.name())
                    ? new WrittenRequest(asked, List.of(), List.of())
                    : provider.dialect().writeRequest(openai.readRequest(asked), target.traits());
            Adjusted adjusted = provider.quirks().adjust(written.body(), target);
            return !written.unsupported().contains(name)
                    && !adjusted.unsupported().contains(name);
        } catch (LlmException refused) {
            // What fails a request of its own is not taken either.
            return false;
        }
    }

    /** A request with the parameter, and with the one it goes with. */
    private JsonBody request(String name, Target target) {
        JsonObject.Builder request = MESSAGES.toBuilder().put("model", new JsonString(target.model()));
        switch (name) {
            case "tool_choice", "parallel_tool_calls" -> request.put("tools", sample("tools"));
            case "function_call" -> request.put("functions", sample("functions"));
            case "top_logprobs" -> request.put("logprobs", sample("logprobs"));
            case "stream_options" -> request.put("stream", sample("stream"));
            case "audio" -> request.put("modalities", Json.parse("[\"text\",\"audio\"]"));
            default -> {}
        }
        byte[] bytes = Json.bytes(request.put(name, sample(name)).build());
        return JsonBody.parse(Slice.of(bytes), openai.watch());
    }

    private static JsonValue sample(String name) {
        JsonValue value = SAMPLES.get(name);
        if (value == null) {
            throw new IllegalStateException("no sample of " + name);
        }
        return value;
    }
}

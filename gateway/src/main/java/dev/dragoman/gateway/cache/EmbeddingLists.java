package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.CacheNote;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.Usage;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ServiceSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Embeddings, each of whose texts is kept by itself: of several only those that are not known are asked for. */
final class EmbeddingLists {

    private static final String INPUT = "input";
    private static final String JSON = "application/json";
    private static final int MOST_KEYS_TOLD = 16;

    private final AnswerCache cache;

    EmbeddingLists(AnswerCache cache) {
        this.cache = cache;
    }

    Answered handle(Asked asked, Step.Next next) {
        List<JsonValue> inputs = inputs(asked.call().source().body());
        List<String> keys = new ArrayList<>(inputs.size());
        for (JsonValue input : inputs) {
            JsonBody one = asked.call().source().body().with(INPUT, input);
            keys.add(cache.keys()
                    .of(asked.call(), one, asked.rights(), asked.controls().namespace()));
        }
        List<@Nullable Entry> known = asked.controls().reads() ? cache.find(asked, keys) : nothing(keys.size());
        Deployment deployment = known.contains(null)
                ? null
                : cache.offers()
                        .find(known.getFirst().deployment(), asked.call().model());
        return deployment == null ? asking(asked, next, inputs, keys, known) : answered(asked, keys, known, deployment);
    }

    private static List<@Nullable Entry> nothing(int count) {
        List<@Nullable Entry> none = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            none.add(null);
        }
        return none;
    }

    /** The texts; a list of numbers is one text in tokens. */
    private static List<JsonValue> inputs(JsonBody body) {
        JsonValue input = body.value(INPUT);
        if (input instanceof JsonArray list
                && !list.isEmpty()
                && list.items().stream().noneMatch(JsonNumber.class::isInstance)) {
            return list.items();
        }
        return input == null ? List.of() : List.of(input);
    }

    private static String told(List<String> keys) {
        return keys.size() <= MOST_KEYS_TOLD ? String.join(",", keys) : "";
    }

    /** All texts are known. */
    private Answered answered(Asked asked, List<String> keys, List<@Nullable Entry> known, Deployment deployment) {
        long tokens = 0;
        List<JsonValue> items = new ArrayList<>(known.size());
        for (Entry entry : known) {
            if (entry != null) {
                Long count = entry.usage().inputTokens();
                tokens += count == null ? 0 : count;
                items.add(item(entry, items.size()));
            }
        }
        JsonObject reply = JsonObject.builder()
                .put("object", "list")
                .put("data", new JsonArray(items))
                .put("model", asked.call().frame().model())
                .put(
                        "usage",
                        JsonObject.builder()
                                .put("prompt_tokens", tokens)
                                .put("total_tokens", tokens)
                                .build())
                .build();
        Usage usage = inputOnly(tokens);
        cache.told(asked, deployment, usage);
        return new Answered(
                        new CallAnswer.Whole(
                                JSON,
                                Body.of(Json.bytes(reply)),
                                usage,
                                new AnswerInfo(deployment, Headers.EMPTY, List.of(), 0)),
                        0)
                .noted(new CacheNote(told(keys), true, null));
    }

    private static Usage inputOnly(long tokens) {
        return new Usage(tokens, null, tokens, null, null, null, null, null, null, JsonObject.EMPTY);
    }

    private static JsonObject item(Entry entry, int index) {
        Entry.Whole whole = (Entry.Whole) entry.content();
        return Json.parseObject(whole.body()).with("index", JsonNumber.of((long) index));
    }

    private Answered asking(
            Asked asked, Step.Next next, List<JsonValue> inputs, List<String> keys, List<@Nullable Entry> known) {
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i) == null) {
                missing.add(i);
            }
        }
        boolean all = missing.size() == inputs.size() || missing.isEmpty();
        Answered answered = next.proceed(all ? asked.call() : without(asked.call(), inputs, missing));
        cache.missed(asked, answered);
        CacheNote note = new CacheNote(told(keys), false, null);
        List<JsonValue> fresh = items(answered.answer());
        if (missing.isEmpty() || fresh.size() != missing.size()) {
            // An answer in another form than usual passes as it is, if it answers the whole question.
            return (all ? answered : next.proceed(asked.call())).noted(note);
        }
        if (asked.controls().writes()) {
            keep(asked, answered, missing, inputs, keys, fresh);
        }
        return (all ? answered : merged(answered, known, missing, fresh)).noted(note);
    }

    private static Call without(Call call, List<JsonValue> inputs, List<Integer> missing) {
        ServiceSource source = (ServiceSource) call.source();
        JsonArray rest = new JsonArray(missing.stream().map(inputs::get).toList());
        return call.asking(new ServiceSource(
                source.operation(), source.body().with(INPUT, rest), source.files(), source.stream()));
    }

    private static List<JsonValue> items(CallAnswer answer) {
        if (!(answer instanceof CallAnswer.Whole whole)) {
            return List.of();
        }
        try {
            JsonArray data = Json.parseObject(whole.body().toBytes()).array("data");
            return data == null
                    ? List.of()
                    : data.items().stream()
                            .filter(item -> item instanceof JsonObject object && object.has("embedding"))
                            .toList();
        } catch (JsonSyntaxException noJson) {
            // Such an answer is none that can be kept in parts.
            return List.of();
        }
    }

    /** Of what all texts consumed each is kept with the part that its length has of them. */
    private void keep(
            Asked asked,
            Answered answered,
            List<Integer> missing,
            List<JsonValue> inputs,
            List<String> keys,
            List<JsonValue> fresh) {
        CallAnswer.Whole whole = (CallAnswer.Whole) answered.answer();
        long tokens = whole.usage().inputTokens() == null ? 0 : whole.usage().inputTokens();
        long length = missing.stream().mapToLong(i -> length(inputs.get(i))).sum();
        String deployment = whole.info().deployment().id();
        long passed = 0;
        for (int i = 0; i < missing.size(); i++) {
            long before = passed;
            passed += length(inputs.get(missing.get(i)));
            long share = tokens * passed / length - tokens * before / length;
            byte[] item = Json.bytes(fresh.get(i));
            if (item.length <= cache.settings().maxItemBytes()) {
                cache.put(
                        keys.get(missing.get(i)),
                        cache.entry(asked, deployment, inputOnly(share), new Entry.Whole(JSON, item)));
            }
        }
    }

    private static long length(JsonValue input) {
        return Math.max(1, input.toJson().length());
    }

    private static Answered merged(
            Answered answered, List<@Nullable Entry> known, List<Integer> missing, List<JsonValue> fresh) {
        CallAnswer.Whole whole = (CallAnswer.Whole) answered.answer();
        List<JsonValue> data = new ArrayList<>(known.size());
        for (int i = 0; i < known.size(); i++) {
            Entry entry = known.get(i);
            JsonObject item = entry == null ? (JsonObject) fresh.get(missing.indexOf(i)) : item(entry, i);
            data.add(item.with("index", JsonNumber.of((long) i)));
        }
        JsonObject reply = Json.parseObject(whole.body().toBytes()).with("data", new JsonArray(data));
        return answered.with(
                new CallAnswer.Whole(whole.contentType(), Body.of(Json.bytes(reply)), whole.usage(), whole.info()));
    }
}

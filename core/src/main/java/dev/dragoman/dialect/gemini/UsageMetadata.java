package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code usageMetadata}: the tokens of a call.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#UsageMetadata">UsageMetadata</a>
 */
final class UsageMetadata {

    private static final String PROMPT_DETAILS = "prompt_tokens_details";
    private static final String ANSWER_DETAILS = "completion_tokens_details";
    private static final Set<String> READ = Set.of(
            "promptTokenCount",
            "candidatesTokenCount",
            "responseTokenCount",
            "thoughtsTokenCount",
            "totalTokenCount",
            "cachedContentTokenCount",
            "promptTokensDetails",
            "candidatesTokensDetails",
            "responseTokensDetails",
            "serviceTier",
            "trafficType");

    private UsageMetadata() {}

    /** The class of service that was used; null when not said. */
    static @Nullable String serviceTier(ProtoField usage) {
        String tier = usage.string("serviceTier");
        return tier == null ? usage.string("trafficType") : tier;
    }

    static Usage read(ProtoField usage) {
        Long prompt = usage.integer("promptTokenCount");
        Long thoughts = usage.integer("thoughtsTokenCount");
        Long total = usage.integer("totalTokenCount");
        Long cached = usage.integer("cachedContentTokenCount");
        Long answer = answer(usage, prompt, thoughts, total);
        Modalities read = Modalities.of(usage.list("promptTokensDetails"));
        Modalities fresh = read.minus(cachedShare(usage, cached));
        Modalities said = Modalities.of(usage.list(
                usage.member("candidatesTokensDetails") == null ? "responseTokensDetails" : "candidatesTokensDetails"));
        return new Usage(
                prompt,
                answer,
                total,
                cached,
                null,
                null,
                thoughts,
                fresh.get("audio_tokens"),
                said.get("audio_tokens"),
                extras(usage, fresh, text(said, answer, thoughts)));
    }

    static void write(JsonWriter out, Usage usage, @Nullable String serviceTier) {
        JsonObject prompt = orEmpty(usage.extras().object(PROMPT_DETAILS));
        JsonObject answer = orEmpty(usage.extras().object(ANSWER_DETAILS));
        out.beginObject();
        out.memberIfPresent("promptTokenCount", usage.inputTokens());
        out.memberIfPresent("candidatesTokenCount", spoken(usage));
        out.member("totalTokenCount", usage.total());
        out.memberIfPresent("thoughtsTokenCount", usage.reasoningTokens());
        out.memberIfPresent("cachedContentTokenCount", usage.cachedTokens());
        Modalities asked = Modalities.ofOpenAi(prompt, usage.audioInputTokens());
        ProtoField cache = cacheDetails(usage.extras());
        Modalities all = asked.isEmpty() ? asked : asked.plus(share(cache, usage.cachedTokens()));
        all.write(out, "promptTokensDetails");
        Modalities.ofOpenAi(answer, usage.audioOutputTokens()).write(out, "candidatesTokensDetails");
        out.memberIfPresent(serviceTier != null && isTraffic(serviceTier) ? "trafficType" : "serviceTier", serviceTier);
        usage.extras().without(PROMPT_DETAILS, ANSWER_DETAILS).forEach((name, value) -> rest(out, name, value));
        out.endObject();
    }

    private static void rest(JsonWriter out, String name, JsonValue value) {
        if (!READ.contains(name)) {
            out.member(name, value);
        }
    }

    private static boolean isTraffic(String tier) {
        return tier.startsWith("ON_DEMAND") || tier.startsWith("PROVISIONED_");
    }

    /** Answer and thoughts; some models count the thoughts in already. */
    private static @Nullable Long answer(
            ProtoField usage, @Nullable Long prompt, @Nullable Long thoughts, @Nullable Long total) {
        Long candidates = usage.integer("candidatesTokenCount");
        Long spoken = candidates == null ? usage.integer("responseTokenCount") : candidates;
        if (thoughts == null) {
            return spoken;
        }
        long said = spoken == null ? 0 : spoken;
        boolean included = prompt != null && total != null && prompt + said == total;
        return included ? said : said + thoughts;
    }

    private static @Nullable Long spoken(Usage usage) {
        Long all = usage.outputTokens();
        Long thoughts = usage.reasoningTokens();
        return all == null || thoughts == null ? all : Long.valueOf(Math.max(0, all - thoughts));
    }

    private static Modalities cachedShare(ProtoField usage, @Nullable Long cached) {
        return share(usage.member("cacheTokensDetails"), cached);
    }

    private static Modalities share(@Nullable ProtoField details, @Nullable Long cached) {
        if (details != null) {
            return Modalities.of(details.items());
        }
        return cached == null ? Modalities.NONE : Modalities.NONE.with("text_tokens", cached);
    }

    private static @Nullable ProtoField cacheDetails(JsonObject extras) {
        JsonArray details = extras.array("cacheTokensDetails");
        return details == null ? null : ProtoField.ofVendor(details);
    }

    private static Modalities text(Modalities said, @Nullable Long answer, @Nullable Long thoughts) {
        return said.isEmpty() && answer != null && thoughts != null
                ? said.with("text_tokens", answer - thoughts)
                : said;
    }

    private static JsonObject extras(ProtoField usage, Modalities prompt, Modalities answer) {
        JsonObject.Builder extras = JsonObject.builder();
        put(extras, PROMPT_DETAILS, prompt);
        put(extras, ANSWER_DETAILS, answer);
        usage.object().forEach((name, value) -> {
            if (!READ.contains(name)) {
                extras.put(name, value);
            }
        });
        return extras.build();
    }

    private static void put(JsonObject.Builder extras, String name, Modalities modalities) {
        JsonObject details = modalities.withoutAudio();
        if (!details.isEmpty()) {
            extras.put(name, details);
        }
    }

    private static JsonObject orEmpty(@Nullable JsonObject object) {
        return object == null ? JsonObject.EMPTY : object;
    }
}

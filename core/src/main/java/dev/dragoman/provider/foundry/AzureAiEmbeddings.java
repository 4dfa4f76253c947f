package dev.dragoman.provider.foundry;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.EmbeddingItems;
import dev.dragoman.dialect.EmbeddingVectors;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceReply;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts and images as vectors. They are asked for at two addresses; what an input mixes is put together again in its order.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/aifoundry/modelinference/get-image-embeddings/get-image-embeddings">Microsoft:
 *     Get Image Embeddings</a>
 */
record AzureAiEmbeddings(AzureAiAddress address, Function<VendorError, LlmException> errors) implements Service {

    /** Which items of the input an exchange asks for. */
    private record Part(List<Integer> indexes, VendorCall call) {}

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        Asked asked = FormedService.asked(request);
        EmbeddingItems items = EmbeddingItems.read(asked);
        EmbeddingInputs texts = items.texts(asked);
        JsonObject.Builder common = JsonObject.builder().put("model", asked.model());
        asked.pass(common, "dimensions", "input_type", "user");
        JsonObject options = common.build().merged(asked.rest(Set.of()));
        List<Part> parts = new ArrayList<>(2);
        add(parts, items, true, options, target);
        add(parts, items, false, options, target);
        List<VendorCall> calls = parts.stream().map(Part::call).toList();
        return Plan.of(Progress.asking(calls, answers -> reply(answers, parts, texts, asked)));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(Operation.EMBEDDINGS, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private void add(List<Part> into, EmbeddingItems items, boolean texts, JsonObject options, Target target) {
        List<Integer> indexes = new ArrayList<>();
        List<JsonValue> input = new ArrayList<>();
        for (int i = 0; i < items.items().size(); i++) {
            EmbeddingItems.Item item = items.items().get(i);
            if (item.isText() == texts) {
                indexes.add(i);
                input.add(texts ? text(item.text()) : image(item));
            }
        }
        if (input.isEmpty()) {
            return;
        }
        Endpoint endpoint = texts ? endpoint(target) : address.at("/images/embeddings", Operation.EMBEDDINGS, target);
        JsonBody body = JsonBody.of(options.with("input", new JsonArray(input)));
        into.add(new Part(indexes, VendorCall.json(endpoint, body)));
    }

    private static JsonValue text(@Nullable String text) {
        return new JsonString(text == null ? "" : text);
    }

    private static JsonValue image(EmbeddingItems.Item item) {
        return JsonObject.builder()
                .putIfPresent("image", item.image())
                .putIfPresent("text", item.text())
                .build();
    }

    private static ServiceReply reply(
            List<VendorAnswer> answers, List<Part> parts, EmbeddingInputs texts, Asked asked) {
        @Nullable Field[] found = new Field[texts.texts().size()];
        EmbeddingVectors vectors = new EmbeddingVectors(texts);
        for (int i = 0; i < answers.size(); i++) {
            Field json = FormedService.heard(answers.get(i)).json();
            List<Integer> indexes = parts.get(i).indexes();
            for (Field item : json.required("data").items()) {
                long index = item.required("index").integer();
                if (index < 0 || index >= indexes.size()) {
                    throw item.required("index").wrong("the index of an input");
                }
                found[indexes.get((int) index)] = item.required("embedding");
            }
            Field usage = json.member("usage");
            vectors.count(usage == null ? null : usage.integer("prompt_tokens"));
        }
        Arrays.stream(found).filter(vector -> vector != null).forEach(vectors::add);
        ServiceForm.Told told = vectors.told(asked.frame());
        return ServiceReply.json(told.body(), told.usage());
    }
}

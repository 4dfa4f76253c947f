package dev.dragoman.provider.fireworks;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.ImageBytes;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.completions.BaseAddress;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Images, each by a call of its own: of FLUX by a workflow, which knows ratios, of older models by their size. The vendor's own
 * parameters pass.
 *
 * @see <a href="https://docs.fireworks.ai/api-reference/generate-a-new-image-from-a-text-prompt">Fireworks AI: Generate an image</a>
 */
public record FireworksImages(Function<VendorError, LlmException> errors) implements Service {

    private static final String BASE = "https://api.fireworks.ai/inference/v1";
    private static final String MODELS = "accounts/fireworks/models/";
    private static final List<String> FORMATS = List.of("png", "jpeg");
    private static final List<String> RATIOS =
            List.of("1:1", "21:9", "16:9", "3:2", "5:4", "4:5", "2:3", "9:16", "9:21", "4:3", "3:4");

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        Asked asked = FormedService.asked(request);
        ImageInputs inputs = ImageInputs.read(asked).withoutAddresses(asked);
        String format = Objects.requireNonNullElse(asked.choice("output_format", FORMATS), "png");
        JsonObject.Builder body = JsonObject.builder().put("prompt", inputs.prompt());
        size(body, inputs.size(), isFlux(target));
        JsonObject all = body.build().merged(asked.rest(ImageInputs.OPENAI));
        Endpoint place = endpoint(target);
        Endpoint accepting = new Endpoint(place.origin(), place.target(), Headers.of("accept", "image/" + format));
        VendorCall call = VendorCall.json(accepting, JsonBody.of(all));
        return new Plan(
                Progress.asking(
                        Collections.nCopies(inputs.count(), call), answers -> ImageBytes.told(answers, asked.frame())),
                asked.unread());
    }

    private static void size(JsonObject.Builder body, ImageInputs.@Nullable Size size, boolean ratio) {
        if (size != null && ratio) {
            body.put("aspect_ratio", size.nearest(RATIOS));
        } else if (size != null) {
            body.put("width", size.width()).put("height", size.height());
        }
    }

    @Override
    public Endpoint endpoint(Target target) {
        String name = target.model();
        if (name.contains("kontext")) {
            throw new IllegalArgumentException("model: fireworks_ai/" + name
                    + " (expected: a model that makes images from a text, such as flux-1-schnell-fp8)");
        }
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String model = name.startsWith("accounts/") ? name : MODELS + name;
        String path = isFlux(target) ? "/workflows/" + model + "/text_to_image" : "/image_generation/" + model;
        return new Endpoint(Origin.of(base.uri()), base.path() + path, Headers.EMPTY);
    }

    private static boolean isFlux(Target target) {
        return target.model().contains("flux");
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }
}

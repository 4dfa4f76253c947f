package dev.dragoman.provider.segmind;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.ImageBytes;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import java.util.Collections;
import java.util.Set;
import java.util.function.Function;

/**
 * Images, each by a call of its own. Models share the prompt alone; only those of Stable Diffusion XL name a size in a way that is
 * known, and all other parameters pass as they are.
 *
 * @see <a href="https://www.segmind.com/models/sdxl1.0-txt2img/api">Segmind: Stable Diffusion XL</a>
 */
record SegmindImages(Address address, Function<VendorError, LlmException> errors) implements Service {

    /** The answer is read as bytes. */
    private static final Set<String> KNOWN = Set.of("base64");

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        Asked asked = FormedService.asked(request);
        ImageInputs inputs = ImageInputs.read(asked).withoutAddresses(asked);
        JsonObject.Builder body = JsonObject.builder().put("prompt", inputs.prompt());
        ImageInputs.Size size = inputs.size();
        if (size != null && target.model().startsWith("sdxl")) {
            body.put("img_width", size.width()).put("img_height", size.height());
        } else if (size != null) {
            asked.unsupported("size");
        }
        JsonObject all = body.build().merged(asked.rest(ImageInputs.OPENAI)).without(KNOWN.toArray(new String[0]));
        VendorCall call = VendorCall.json(endpoint(target), JsonBody.of(all));
        return new Plan(
                Progress.asking(
                        Collections.nCopies(inputs.count(), call), answers -> ImageBytes.told(answers, asked.frame())),
                asked.unread());
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(Operation.IMAGES, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }
}
